-- When points may be used, and those that nobody used before their end and no refund of what earned them has claimed back.
ALTER TABLE lot
  ADD COLUMN usable_at DATETIME(3) NULL COMMENT 'of points; null: at once',
  ADD COLUMN points_ended BIGINT NOT NULL DEFAULT 0,
  ADD CONSTRAINT lot_ended_within CHECK (points_ended >= 0 AND points_ended <= points_total - points_left);
