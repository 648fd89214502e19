-- Points that were given or taken by hand.
CREATE TABLE points_adjustment (
  id          BIGINT       NOT NULL COMMENT 'of its txn',
  merchant_id BIGINT       NOT NULL,
  holder_id   BIGINT       NOT NULL,
  card_id     BIGINT       NOT NULL,
  member_id   BIGINT       NOT NULL,
  points      BIGINT       NOT NULL COMMENT 'below 0: taken',
  reason      VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  store_id    BIGINT       NULL,
  staff_id    BIGINT       NULL,
  operator_id BIGINT       NULL COMMENT 'who did it alone; null: two people, or none',
  business_day DATE        NOT NULL,
  created_at  DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  KEY by_holder (merchant_id, holder_id, id),
  KEY by_operator (merchant_id, operator_id, business_day),
  CONSTRAINT points_adjustment_some CHECK (points <> 0)
) ENGINE = InnoDB;

-- Points that became balance.
CREATE TABLE points_exchange (
  id          BIGINT      NOT NULL COMMENT 'of its txn',
  merchant_id BIGINT      NOT NULL,
  holder_id   BIGINT      NOT NULL,
  card_id     BIGINT      NOT NULL,
  member_id   BIGINT      NOT NULL,
  points      BIGINT      NOT NULL,
  bonus_fen   BIGINT      NOT NULL COMMENT 'what they became',
  lot_id      BIGINT      NOT NULL COMMENT 'as which it came in',
  ruleset_id  BIGINT      NOT NULL COMMENT 'by which they were exchanged',
  store_id    BIGINT      NULL,
  staff_id    BIGINT      NULL,
  created_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY by_holder (merchant_id, holder_id, id),
  CONSTRAINT points_exchange_some CHECK (points > 0 AND bonus_fen > 0)
) ENGINE = InnoDB;
