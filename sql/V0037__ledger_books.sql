-- What was done to a holder's balances: one row for each command, with the number that keeps it from happening twice.
-- Grows only, like its entries: the app's database user may neither change nor delete a row.
CREATE TABLE txn (
  id           BIGINT       NOT NULL,
  merchant_id  BIGINT       NOT NULL,
  holder_id    BIGINT       NOT NULL,
  card_id      BIGINT       NULL COMMENT 'the card it was done with',
  biz_type     VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'TOPUP, SPEND, …',
  biz_no       VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the order, never used twice',
  reverses_id  BIGINT       NULL COMMENT 'txn that is undone, wholly or in part',
  realm        VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'whose act it was, as in the audit',
  actor_id     BIGINT       NULL,
  approver_id  BIGINT       NULL COMMENT 'the second person, where one was needed',
  store_id     BIGINT       NULL,
  staff_id     BIGINT       NULL,
  reason       VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
  created_at   DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_effect (merchant_id, biz_type, biz_no),
  KEY by_holder (merchant_id, holder_id, id),
  KEY by_time (merchant_id, id),
  KEY by_store (merchant_id, store_id, id)
) ENGINE = InnoDB;

-- The legs of a txn. Those of a holder are numbered without a gap and chained; the merchant's own have no holder.
CREATE TABLE entry (
  id            BIGINT      NOT NULL,
  merchant_id   BIGINT      NOT NULL,
  txn_id        BIGINT      NOT NULL,
  holder_id     BIGINT      NULL,
  entry_no      BIGINT      NULL,
  account       VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'PRINCIPAL, BONUS, …; REVENUE, … of the merchant',
  lot_id        BIGINT      NULL,
  amount        BIGINT      NOT NULL COMMENT 'fen, or points; what the merchant owes a holder is positive',
  balance_after BIGINT      NULL COMMENT 'of the holder''s account',
  hmac          BINARY(32)  NULL COMMENT 'over this entry and the one before',
  PRIMARY KEY (id),
  UNIQUE KEY one_number (merchant_id, holder_id, entry_no),
  KEY by_txn (merchant_id, txn_id, id),
  CONSTRAINT entry_moves_something CHECK (amount <> 0),
  CONSTRAINT entry_of_holder_is_complete CHECK (
    (holder_id IS NULL) = (entry_no IS NULL)
    AND (holder_id IS NULL) = (balance_after IS NULL)
    AND (holder_id IS NULL) = (hmac IS NULL))
) ENGINE = InnoDB;

-- What one top-up left to spend, principal and bonus apart; or points that were earned together.
CREATE TABLE lot (
  id              BIGINT      NOT NULL,
  merchant_id     BIGINT      NOT NULL,
  holder_id       BIGINT      NOT NULL,
  txn_id          BIGINT      NOT NULL COMMENT 'that it came from',
  principal_total BIGINT      NOT NULL,
  principal_left  BIGINT      NOT NULL,
  bonus_total     BIGINT      NOT NULL,
  bonus_left      BIGINT      NOT NULL,
  points_total    BIGINT      NOT NULL,
  points_left     BIGINT      NOT NULL,
  taken           VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'PROPORTIONAL, PRINCIPAL_FIRST or BONUS_FIRST; fixed at the top-up',
  is_open         BOOLEAN     NOT NULL COMMENT 'whether anything is left',
  expires_at      DATETIME(3) NULL COMMENT 'of points; stored value never expires',
  created_at      DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY open_of_holder (holder_id, is_open, id),
  KEY by_txn (merchant_id, txn_id),
  CONSTRAINT lot_principal_within CHECK (principal_left >= 0 AND principal_left <= principal_total),
  CONSTRAINT lot_bonus_within     CHECK (bonus_left >= 0 AND bonus_left <= bonus_total),
  CONSTRAINT lot_points_within    CHECK (points_left >= 0 AND points_left <= points_total),
  CONSTRAINT lot_open_if_left     CHECK (is_open = (principal_left > 0 OR bonus_left > 0 OR points_left > 0))
) ENGINE = InnoDB;
