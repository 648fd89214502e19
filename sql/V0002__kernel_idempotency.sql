-- Answers already given, by the caller's own key. Refusals are not kept: nothing happened.
CREATE TABLE idempotency (
  id           BIGINT         NOT NULL,
  merchant_id  BIGINT         NOT NULL,
  actor        VARCHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'realm and id of who asked',
  idem_key     VARBINARY(255) NOT NULL COMMENT 'the caller''s key, byte for byte',
  request_hash BINARY(32)     NOT NULL COMMENT 'HMAC over method, path and body',
  status       SMALLINT       NOT NULL COMMENT 'HTTP status of the stored answer; 0 only inside the transaction that makes it',
  answer       MEDIUMBLOB     NOT NULL COMMENT 'JSON of the stored answer, encrypted',
  created_at   DATETIME(3)    NOT NULL,
  expires_at   DATETIME(3)    NOT NULL COMMENT 'the key is free again from this instant',
  PRIMARY KEY (id),
  UNIQUE KEY one_answer_per_key (merchant_id, actor, idem_key),
  KEY by_expiry (expires_at)
) ENGINE = InnoDB;
