-- An order that was paid from stored value, alone or with other means.
CREATE TABLE spend (
  id             BIGINT      NOT NULL COMMENT 'of its txn',
  merchant_id    BIGINT      NOT NULL,
  holder_id      BIGINT      NOT NULL,
  card_id        BIGINT      NOT NULL,
  member_id      BIGINT      NOT NULL,
  order_no       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  channel        VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'ONLINE or OFFLINE',
  list_fen       BIGINT      NOT NULL COMMENT 'what the order cost before any discount',
  discount_fen   BIGINT      NOT NULL,
  principal_fen  BIGINT      NOT NULL,
  bonus_fen      BIGINT      NOT NULL,
  other_fen      BIGINT      NOT NULL COMMENT 'paid by other means',
  refunded_principal_fen BIGINT NOT NULL,
  refunded_bonus_fen     BIGINT NOT NULL,
  refunded_other_fen     BIGINT NOT NULL,
  store_id       BIGINT      NULL,
  staff_id       BIGINT      NULL,
  created_at     DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_order (merchant_id, order_no),
  KEY by_holder (merchant_id, holder_id, id),
  KEY by_time (merchant_id, id),
  KEY by_store (merchant_id, store_id, id),
  CONSTRAINT spend_adds_up CHECK (principal_fen >= 0 AND bonus_fen >= 0 AND other_fen >= 0 AND discount_fen >= 0
    AND list_fen - discount_fen = principal_fen + bonus_fen + other_fen),
  CONSTRAINT spend_refund_within CHECK (refunded_principal_fen >= 0 AND refunded_principal_fen <= principal_fen
    AND refunded_bonus_fen >= 0 AND refunded_bonus_fen <= bonus_fen
    AND refunded_other_fen >= 0 AND refunded_other_fen <= other_fen)
) ENGINE = InnoDB;

-- What was bought.
CREATE TABLE spend_line (
  id             BIGINT       NOT NULL,
  merchant_id    BIGINT       NOT NULL,
  spend_id       BIGINT       NOT NULL,
  line_no        INT          NOT NULL,
  sku            VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  name           VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  category       VARCHAR(40)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  unit_price_fen BIGINT       NOT NULL,
  quantity       INT          NOT NULL,
  is_earning     BOOLEAN      NOT NULL,
  promotional    BOOLEAN      NOT NULL,
  paid_fen       BIGINT       NOT NULL COMMENT 'price times quantity, less its share of the discount',
  refunded_fen   BIGINT       NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_line (merchant_id, spend_id, line_no),
  CONSTRAINT spend_line_refund_within CHECK (refunded_fen >= 0 AND refunded_fen <= paid_fen)
) ENGINE = InnoDB;

-- The lots that an order was paid from, in the order they were taken, and how much of each was given back.
CREATE TABLE spend_part (
  id             BIGINT NOT NULL,
  merchant_id    BIGINT NOT NULL,
  spend_id       BIGINT NOT NULL,
  lot_id         BIGINT NOT NULL,
  principal_fen  BIGINT NOT NULL,
  bonus_fen      BIGINT NOT NULL,
  refunded_principal_fen BIGINT NOT NULL,
  refunded_bonus_fen     BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY by_spend (merchant_id, spend_id, id),
  KEY by_lot (merchant_id, lot_id, id),
  CONSTRAINT spend_part_refund_within CHECK (refunded_principal_fen >= 0 AND refunded_principal_fen <= principal_fen
    AND refunded_bonus_fen >= 0 AND refunded_bonus_fen <= bonus_fen)
) ENGINE = InnoDB;

-- A refund of an order, whole or in part.
CREATE TABLE refund (
  id            BIGINT       NOT NULL COMMENT 'of its txn',
  merchant_id   BIGINT       NOT NULL,
  spend_id      BIGINT       NOT NULL,
  holder_id     BIGINT       NOT NULL,
  principal_fen BIGINT       NOT NULL,
  bonus_fen     BIGINT       NOT NULL,
  other_fen     BIGINT       NOT NULL COMMENT 'paid back by the other means',
  reason        VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  store_id      BIGINT       NULL,
  staff_id      BIGINT       NULL,
  created_at    DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  KEY by_spend (merchant_id, spend_id, id),
  KEY by_time (merchant_id, id)
) ENGINE = InnoDB;
