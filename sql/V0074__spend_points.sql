-- What orders earned, by which rules and why; refunds take it back in proportion.
ALTER TABLE spend
  ADD COLUMN points_earned BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN points_taken_back BIGINT NOT NULL DEFAULT 0 COMMENT 'of those, by refunds',
  ADD COLUMN points_lot_id BIGINT NULL COMMENT 'that they came in as; null: none, or all went into a debt of points',
  ADD COLUMN points_ruleset_id BIGINT NULL COMMENT 'that they were counted by',
  ADD COLUMN points_reasons TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL COMMENT 'JSON: what each rule gave',
  ADD CONSTRAINT spend_points_within CHECK (points_earned >= 0 AND points_taken_back >= 0
    AND points_taken_back <= points_earned);

ALTER TABLE spend_line
  ADD COLUMN points BIGINT NOT NULL DEFAULT 0 COMMENT 'its share of what the order earned';

ALTER TABLE refund
  ADD COLUMN points_taken_back BIGINT NOT NULL DEFAULT 0;
