-- One-time codes sent by SMS: stored hashed, used once, guessed a few times at most. The rows are the budgets, too.
CREATE TABLE sms_code (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  purpose     VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'CLAIM, BIND, IDENTITY or PIN',
  phone_hash  BINARY(32)  NOT NULL,
  identity_id BIGINT      NOT NULL COMMENT 'who asked for it',
  ip          VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'network address it was asked for from',
  code_hash   BINARY(32)  NOT NULL COMMENT 'keyed, over all that the code is good for',
  guesses     INT         NOT NULL COMMENT 'wrong ones so far',
  status      VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'OPEN, USED, LOCKED, CLOSED or FAILED',
  sent_at     DATETIME(3) NOT NULL,
  expires_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY newest (merchant_id, phone_hash, purpose, identity_id, id),
  KEY by_phone (merchant_id, phone_hash, sent_at),
  KEY by_identity (merchant_id, identity_id, sent_at),
  KEY by_ip (merchant_id, ip, sent_at),
  KEY by_expiry (expires_at)
) ENGINE = InnoDB;

-- What is counted over all codes within 24 hours, each row locked while it is decided upon.
CREATE TABLE sms_counter (
  id          BIGINT        NOT NULL,
  merchant_id BIGINT        NOT NULL,
  subject     VARBINARY(40) NOT NULL COMMENT 'M: codes sent; P and phone hash, I and identity: wrong guesses',
  started_at  DATETIME(3)   NOT NULL COMMENT 'of the 24 hours that are counted',
  counted     INT           NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_per_subject (merchant_id, subject),
  KEY by_start (started_at)
) ENGINE = InnoDB;
