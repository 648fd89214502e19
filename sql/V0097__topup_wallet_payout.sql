-- Money of commission wallets that members were paid at the counter.
CREATE TABLE wallet_payout (
  id          BIGINT      NOT NULL COMMENT 'of the txn',
  merchant_id BIGINT      NOT NULL,
  holder_id   BIGINT      NOT NULL,
  card_id     BIGINT      NOT NULL,
  member_id   BIGINT      NOT NULL,
  fen         BIGINT      NOT NULL COMMENT 'out of the wallet',
  tax_fen     BIGINT      NOT NULL COMMENT 'of it that the merchant keeps for the tax office',
  means       VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'by which the rest is paid',
  reason      VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  store_id    BIGINT      NULL,
  staff_id    BIGINT      NULL,
  day         DATE        NOT NULL COMMENT 'the business day',
  created_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY by_holder_and_day (merchant_id, holder_id, day),
  KEY by_member (merchant_id, member_id, id),
  CONSTRAINT wallet_payout_of_something CHECK (fen > 0 AND tax_fen >= 0 AND tax_fen < fen)
) ENGINE = InnoDB;
