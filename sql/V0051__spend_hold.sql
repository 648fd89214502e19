-- Money set aside for an order that is settled later.
CREATE TABLE hold (
  id            BIGINT      NOT NULL COMMENT 'of its txn',
  merchant_id   BIGINT      NOT NULL,
  holder_id     BIGINT      NOT NULL,
  card_id       BIGINT      NOT NULL,
  member_id     BIGINT      NOT NULL,
  order_no      VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  channel       VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'ONLINE or OFFLINE',
  principal_fen BIGINT      NOT NULL,
  bonus_fen     BIGINT      NOT NULL,
  status        VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'HELD, CAPTURED, RELEASED or EXPIRED',
  captured_fen  BIGINT      NOT NULL,
  store_id      BIGINT      NULL,
  staff_id      BIGINT      NULL,
  expires_at    DATETIME(3) NOT NULL,
  created_at    DATETIME(3) NOT NULL,
  ended_at      DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_order (merchant_id, order_no),
  KEY by_holder (merchant_id, holder_id, status),
  KEY due (status, expires_at),
  CONSTRAINT hold_moves_something CHECK (principal_fen >= 0 AND bonus_fen >= 0 AND principal_fen + bonus_fen > 0),
  CONSTRAINT hold_captured_within CHECK (captured_fen >= 0 AND captured_fen <= principal_fen + bonus_fen),
  CONSTRAINT hold_ended CHECK ((status = 'HELD') = (ended_at IS NULL))
) ENGINE = InnoDB;

-- The lots that the money was taken from, in the order they were taken.
CREATE TABLE hold_part (
  id            BIGINT NOT NULL,
  merchant_id   BIGINT NOT NULL,
  hold_id       BIGINT NOT NULL,
  lot_id        BIGINT NOT NULL,
  principal_fen BIGINT NOT NULL,
  bonus_fen     BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY by_hold (merchant_id, hold_id, id)
) ENGINE = InnoDB;
