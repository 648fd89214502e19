-- What the outside pushed to us: stored under its own key, answered at once, processed from here once.
CREATE TABLE inbox (
  id              BIGINT      NOT NULL,
  merchant_id     BIGINT      NOT NULL,
  source          VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'which kind of push',
  dedup_key       VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the sender''s identity of the push',
  payload         MEDIUMBLOB  NOT NULL COMMENT 'the push, encrypted',
  status          VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'WAITING, DONE or GIVEN_UP',
  attempts        INT         NOT NULL COMMENT 'how often processing was begun',
  next_attempt_at DATETIME(3) NOT NULL,
  received_at     DATETIME(3) NOT NULL,
  finished_at     DATETIME(3) NULL,
  last_error      VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL COMMENT 'why the last attempt failed, without personal data',
  PRIMARY KEY (id),
  UNIQUE KEY once (merchant_id, source, dedup_key),
  KEY due (status, next_attempt_at, id),
  KEY by_status (merchant_id, status, id),
  KEY finished (finished_at)
) ENGINE = InnoDB;
