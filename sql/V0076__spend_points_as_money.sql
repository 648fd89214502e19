-- Orders may be paid with points in part: how many, and what they paid.
ALTER TABLE spend
  ADD COLUMN points_used BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN points_fen BIGINT NOT NULL DEFAULT 0 COMMENT 'what these paid',
  ADD COLUMN refunded_points BIGINT NOT NULL DEFAULT 0 COMMENT 'of those used',
  ADD COLUMN refunded_points_fen BIGINT NOT NULL DEFAULT 0,
  DROP CONSTRAINT spend_adds_up,
  ADD CONSTRAINT spend_parts_add_up CHECK (principal_fen >= 0 AND bonus_fen >= 0 AND other_fen >= 0 AND discount_fen >= 0
    AND points_fen >= 0 AND points_used >= 0
    AND list_fen - discount_fen = principal_fen + bonus_fen + other_fen + points_fen),
  ADD CONSTRAINT spend_points_back_within CHECK (refunded_points >= 0 AND refunded_points <= points_used
    AND refunded_points_fen >= 0 AND refunded_points_fen <= points_fen);

-- The lots that points for an order were taken from, in the order they were taken.
CREATE TABLE spend_points (
  id          BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL,
  spend_id    BIGINT NOT NULL,
  lot_id      BIGINT NOT NULL,
  points      BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY by_spend (merchant_id, spend_id, id),
  CONSTRAINT spend_points_some CHECK (points > 0)
) ENGINE = InnoDB;

ALTER TABLE refund
  ADD COLUMN points_fen BIGINT NOT NULL DEFAULT 0 COMMENT 'that points had paid',
  ADD COLUMN points_back BIGINT NOT NULL DEFAULT 0 COMMENT 'points that went back for it';
