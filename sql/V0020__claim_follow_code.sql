-- Codes of an official account that carry the scene of a claim code: made once at WeChat, for ever or for a month.
CREATE TABLE follow_code (
  id          BIGINT       NOT NULL,
  merchant_id BIGINT       NOT NULL,
  code_id     BIGINT       NOT NULL,
  app_id      VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  url         VARCHAR(300) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'what the code says',
  picture_url VARCHAR(500) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'where WeChat shows it',
  expires_at  DATETIME(3)  NULL COMMENT 'null: never',
  created_at  DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_per_account (merchant_id, code_id, app_id)
) ENGINE = InnoDB;
