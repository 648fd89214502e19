-- Phone codes of WeChat that were taken to be exchanged: taken once, so that a second exchange is refused without asking.
CREATE TABLE used_phone_code (
  id          BIGINT        NOT NULL,
  merchant_id BIGINT        NOT NULL,
  code_hash   BINARY(32)    NOT NULL,
  identity_id BIGINT        NOT NULL COMMENT 'whose claim took it',
  phone       VARBINARY(80) NULL COMMENT 'encrypted; kept some minutes when the claim was not done, for the same person''s next try',
  used_at     DATETIME(3)   NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_use (merchant_id, code_hash),
  KEY by_age (used_at)
) ENGINE = InnoDB;

-- Wrong guesses at old cards, counted by day for the person who guesses and for the card that is guessed at.
CREATE TABLE binding_guess (
  id          BIGINT     NOT NULL,
  merchant_id BIGINT     NOT NULL,
  subject     BINARY(32) NOT NULL COMMENT 'hash of the guesser or of the card number',
  day         DATE       NOT NULL COMMENT 'business day of the merchant',
  guesses     INT        NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_count (merchant_id, subject, day),
  KEY by_day (day)
) ENGINE = InnoDB;
