-- What a member is given for claiming a card of a template.
ALTER TABLE card_template
  ADD COLUMN welcome_bonus_fen BIGINT NOT NULL DEFAULT 0 COMMENT 'credited once the card is active; 0: nothing' AFTER auto_bind_or_create,
  ADD CONSTRAINT card_template_welcome_bonus_within CHECK (welcome_bonus_fen >= 0 AND welcome_bonus_fen <= 100000);
