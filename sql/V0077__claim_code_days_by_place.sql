-- A code is pointed elsewhere, and what came of it before stays where it was: a day has a row for each place.
ALTER TABLE claim_code_day
  MODIFY COLUMN store_id BIGINT NULL COMMENT 'where the code stood when it was scanned, or that claims count for',
  MODIFY COLUMN staff_id BIGINT NULL COMMENT 'likewise',
  ADD COLUMN store_slot BIGINT AS (IFNULL(store_id, 0)) STORED COMMENT '0 for none, so that there is one such row',
  ADD COLUMN staff_slot BIGINT AS (IFNULL(staff_id, 0)) STORED COMMENT 'likewise',
  DROP KEY one_day,
  ADD UNIQUE KEY one_day_at_a_place (merchant_id, code_id, day, store_slot, staff_slot);
