-- A brand: the tenant that owns everything else.
CREATE TABLE merchant (
  id         BIGINT       NOT NULL,
  name       VARCHAR(60)  CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  zone       VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'zone of the business day, as in Asia/Shanghai',
  version    INT          NOT NULL,
  created_at DATETIME(3)  NOT NULL,
  updated_at DATETIME(3)  NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB;
