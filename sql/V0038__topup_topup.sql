-- Money that a holder paid in, and how.
CREATE TABLE topup (
  id             BIGINT       NOT NULL COMMENT 'of its txn',
  merchant_id    BIGINT       NOT NULL,
  holder_id      BIGINT       NOT NULL,
  card_id        BIGINT       NOT NULL,
  member_id      BIGINT       NOT NULL,
  lot_id         BIGINT       NOT NULL,
  rule_id        BIGINT       NULL,
  principal_fen  BIGINT       NOT NULL COMMENT 'what was paid',
  bonus_fen      BIGINT       NOT NULL,
  refunded_principal_fen BIGINT NOT NULL COMMENT 'paid back',
  refunded_bonus_fen     BIGINT NOT NULL COMMENT 'taken back',
  means          VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'CASH, BANK_CARD, …',
  store_id       BIGINT       NULL,
  staff_id       BIGINT       NULL,
  note           VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
  created_at     DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  KEY by_holder (merchant_id, holder_id, id),
  KEY by_time (merchant_id, id),
  CONSTRAINT topup_refund_within CHECK (refunded_principal_fen >= 0 AND refunded_principal_fen <= principal_fen
    AND refunded_bonus_fen >= 0 AND refunded_bonus_fen <= bonus_fen)
) ENGINE = InnoDB;
