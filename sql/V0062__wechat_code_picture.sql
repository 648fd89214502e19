-- Round codes of mini-programs as WeChat drew them: it draws only so many a minute, and each stays what it is.
CREATE TABLE code_picture (
  id          BIGINT       NOT NULL,
  merchant_id BIGINT       NOT NULL,
  app_id      VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  scene       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  page_path   VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'empty: the home page',
  env_version VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  picture     MEDIUMBLOB   NOT NULL,
  created_at  DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_picture (merchant_id, app_id, scene)
) ENGINE = InnoDB;
