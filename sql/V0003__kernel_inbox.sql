-- What the outside pushed to us: stored under its own key, answered at once, processed from here once.
CREATE TABLE inbox (
  id              BIGINT       NOT NULL,
  merchant_id     BIGINT       NOT NULL,
  source          VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'which kind of push',
  dedup_key       VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the sender''s identity of the push, or its SHA-256 where it does not fit',
  payload         MEDIUMBLOB   NOT NULL COMMENT 'the push, encrypted',
  status          VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'WAITING, DONE or GIVEN_UP',
  attempts        INT          NOT NULL COMMENT 'how often processing ended, well or not',
  attempts_max    INT          NOT NULL COMMENT 'given up once so many failed; a replay raises it',
  next_attempt_at DATETIME(3)  NOT NULL,
  received_at     DATETIME(3)  NOT NULL,
  finished_at     DATETIME(3)  NULL COMMENT 'when it was done or given up',
  last_error      VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL COMMENT 'why the last attempt failed, without personal data',
  PRIMARY KEY (id),
  UNIQUE KEY once (merchant_id, source, dedup_key),
  KEY due (status, source, next_attempt_at, id),
  KEY by_time (merchant_id, id),
  KEY by_status (merchant_id, status, id),
  KEY finished (status, finished_at)
) ENGINE = InnoDB;
