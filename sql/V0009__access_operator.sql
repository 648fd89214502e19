-- People of a merchant who may sign in at the admin door.
CREATE TABLE operator (
  id            BIGINT       NOT NULL,
  merchant_id   BIGINT       NOT NULL,
  account       VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'lower case, unique over the deployment',
  name          VARCHAR(40)  CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  password_hash VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'Argon2id over the peppered password',
  role          VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'OWNER, …',
  active        BOOLEAN      NOT NULL,
  session_hash  BINARY(32)   NULL COMMENT 'SHA-256 of the token of the one live session',
  version       INT          NOT NULL,
  created_at    DATETIME(3)  NOT NULL,
  updated_at    DATETIME(3)  NOT NULL,
  updated_by    BIGINT       NULL COMMENT 'operator; null when the system made it',
  PRIMARY KEY (id),
  UNIQUE KEY one_account (account),
  KEY by_merchant (merchant_id, id)
) ENGINE = InnoDB;
