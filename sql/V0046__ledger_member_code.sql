-- One-time codes that members show at the till: each names one card, for a minute, and is used up with what it pays for.
CREATE TABLE member_code (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  code_hash   BINARY(32)  NOT NULL COMMENT 'keyed',
  card_id     BIGINT      NOT NULL,
  made_at     DATETIME(3) NOT NULL,
  expires_at  DATETIME(3) NOT NULL,
  txn_id      BIGINT      NULL COMMENT 'that used it up',
  PRIMARY KEY (id),
  UNIQUE KEY one_code (merchant_id, code_hash),
  KEY by_expiry (expires_at)
) ENGINE = InnoDB;
