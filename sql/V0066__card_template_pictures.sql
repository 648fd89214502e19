-- The pictures that stand on a card.
ALTER TABLE card_template_version
  ADD COLUMN background_id BIGINT NULL COMMENT 'image' AFTER color,
  ADD COLUMN logo_id BIGINT NULL COMMENT 'image' AFTER background_id;
