-- A phone has one gift of each kind and template; gifts may be points.
ALTER TABLE welcome_gift
  ADD COLUMN kind VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'WELCOME' COMMENT 'WELCOME or PROFILE' AFTER template_id,
  ADD COLUMN points BIGINT NOT NULL DEFAULT 0 AFTER bonus_fen,
  DROP CONSTRAINT welcome_gift_gives_something,
  ADD CONSTRAINT welcome_gift_is_worth_something CHECK (bonus_fen >= 0 AND points >= 0 AND bonus_fen + points > 0),
  DROP KEY one_gift_per_phone,
  ADD UNIQUE KEY one_gift_per_phone (merchant_id, template_id, phone_hash, kind);
