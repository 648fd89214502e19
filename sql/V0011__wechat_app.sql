-- A merchant's official accounts and mini-programs.
CREATE TABLE wechat_app (
  id               BIGINT       NOT NULL,
  merchant_id      BIGINT       NOT NULL,
  kind             VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'OFFICIAL_ACCOUNT or MINI_PROGRAM',
  app_id           VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'unique over the deployment',
  original_id      VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'gh_…',
  name             VARCHAR(60)  CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  secret           VARBINARY(300) NOT NULL COMMENT 'encrypted',
  token            VARBINARY(300) NULL COMMENT 'encrypted; of the callback',
  aes_key          VARBINARY(300) NULL COMMENT 'encrypted; of the callback',
  open_platform_id VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'apps that share it share unionids',
  page_path        VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the mini-program''s claim page',
  env_version      VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'release, trial or develop',
  safe_mode        BOOLEAN      NOT NULL COMMENT 'true: plain pushes are refused',
  version          INT          NOT NULL,
  created_at       DATETIME(3)  NOT NULL,
  updated_at       DATETIME(3)  NOT NULL,
  updated_by       BIGINT       NULL COMMENT 'operator',
  PRIMARY KEY (id),
  UNIQUE KEY one_app (app_id),
  KEY by_merchant (merchant_id, id)
) ENGINE = InnoDB;
