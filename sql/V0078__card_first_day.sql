-- When a card begins to be good, settled with its activation as its end is.
ALTER TABLE member_card
  ADD COLUMN valid_from DATETIME(3) NULL COMMENT 'null: from its activation on';
