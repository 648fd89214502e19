-- What we owe to the outside: written with the change it belongs to, sent after the commit, at least once.
CREATE TABLE outbox (
  id              BIGINT       NOT NULL,
  merchant_id     BIGINT       NOT NULL,
  topic           VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'which sender takes it',
  payload         MEDIUMBLOB   NOT NULL COMMENT 'what to send, encrypted',
  status          VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'WAITING, SENT or GIVEN_UP',
  attempts        INT          NOT NULL COMMENT 'how often sending was begun; also the fence of the present attempt',
  attempts_max    INT          NOT NULL COMMENT 'given up once so many failed; a retry by hand raises it',
  next_attempt_at DATETIME(3)  NOT NULL COMMENT 'due from here; while an attempt runs, when it counts as lost',
  created_at      DATETIME(3)  NOT NULL,
  finished_at     DATETIME(3)  NULL COMMENT 'when it was sent or given up',
  last_error      VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL COMMENT 'why the last attempt failed, without personal data',
  PRIMARY KEY (id),
  KEY due (status, topic, next_attempt_at, id),
  KEY by_time (merchant_id, id),
  KEY by_status (merchant_id, status, id),
  KEY finished (status, finished_at)
) ENGINE = InnoDB;
