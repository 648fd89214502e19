-- Money of a top-up paid back, and what was taken back of it.
CREATE TABLE topup_refund (
  id            BIGINT       NOT NULL COMMENT 'of its txn',
  merchant_id   BIGINT       NOT NULL,
  topup_id      BIGINT       NOT NULL,
  holder_id     BIGINT       NOT NULL,
  cause         VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'SEVEN_DAYS, MERCHANT or CONSUMER',
  paid_fen      BIGINT       NOT NULL,
  principal_fen BIGINT       NOT NULL COMMENT 'taken from the lot',
  bonus_fen     BIGINT       NOT NULL COMMENT 'taken from the lot',
  points        BIGINT       NOT NULL COMMENT 'taken back, those that became a debt included',
  means         VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason        VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  store_id      BIGINT       NULL,
  staff_id      BIGINT       NULL,
  created_at    DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  KEY by_topup (merchant_id, topup_id, id),
  KEY by_time (merchant_id, id),
  CONSTRAINT topup_refund_pays_something CHECK (paid_fen > 0 AND principal_fen >= 0 AND bonus_fen >= 0 AND points >= 0)
) ENGINE = InnoDB;

ALTER TABLE topup
  ADD COLUMN refunded_points BIGINT NOT NULL DEFAULT 0 COMMENT 'taken back' AFTER refunded_bonus_fen,
  ADD CONSTRAINT topup_points_back_within CHECK (refunded_points >= 0 AND refunded_points <= points);

-- Principal that a member took out in money.
CREATE TABLE withdrawal (
  id          BIGINT       NOT NULL COMMENT 'of its txn',
  merchant_id BIGINT       NOT NULL,
  holder_id   BIGINT       NOT NULL,
  card_id     BIGINT       NOT NULL,
  member_id   BIGINT       NOT NULL,
  amount_fen  BIGINT       NOT NULL,
  means       VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason      VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  store_id    BIGINT       NULL,
  staff_id    BIGINT       NULL,
  created_at  DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  KEY by_holder (merchant_id, holder_id, id),
  KEY by_time (merchant_id, id),
  CONSTRAINT withdrawal_pays_something CHECK (amount_fen > 0)
) ENGINE = InnoDB;

-- The lots that it came from.
CREATE TABLE withdrawal_part (
  id            BIGINT NOT NULL,
  merchant_id   BIGINT NOT NULL,
  withdrawal_id BIGINT NOT NULL,
  lot_id        BIGINT NOT NULL,
  principal_fen BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY by_withdrawal (merchant_id, withdrawal_id, id),
  KEY by_lot (merchant_id, lot_id, id),
  CONSTRAINT withdrawal_part_takes_something CHECK (principal_fen > 0)
) ENGINE = InnoDB;
