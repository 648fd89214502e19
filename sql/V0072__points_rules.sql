-- A merchant's rules of points as they stood from one moment on; each change makes a new row, and orders name theirs.
CREATE TABLE points_ruleset (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  number      INT         NOT NULL COMMENT 'from 1; the highest is in force',
  content     MEDIUMTEXT  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'JSON',
  settings_version INT    NOT NULL COMMENT 'of what holds for all points; 0: never set',
  settings_at DATETIME(3) NULL,
  settings_by BIGINT      NULL COMMENT 'operator',
  created_at  DATETIME(3) NOT NULL,
  created_by  BIGINT      NULL COMMENT 'operator',
  PRIMARY KEY (id),
  UNIQUE KEY one_number (merchant_id, number)
) ENGINE = InnoDB;
