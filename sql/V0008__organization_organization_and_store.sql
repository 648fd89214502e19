-- The merchant's tree; its root has no parent.
CREATE TABLE organization (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  parent_id   BIGINT      NULL,
  name        VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  root        BIGINT      AS (IF(parent_id IS NULL, 1, NULL)) STORED COMMENT '1 on the root only, so that there is one',
  version     INT         NOT NULL,
  created_at  DATETIME(3) NOT NULL,
  updated_at  DATETIME(3) NOT NULL,
  updated_by  BIGINT      NULL COMMENT 'operator; null when the system made it',
  PRIMARY KEY (id),
  UNIQUE KEY one_root (merchant_id, root),
  KEY by_parent (merchant_id, parent_id, id)
) ENGINE = InnoDB;

-- A shop where members are served.
CREATE TABLE store (
  id              BIGINT       NOT NULL,
  merchant_id     BIGINT       NOT NULL,
  organization_id BIGINT       NOT NULL,
  name            VARCHAR(60)  CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  address         VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
  phone           VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the shop''s public number',
  open            BOOLEAN      NOT NULL COMMENT 'false: serves nobody and can''t be chosen',
  version         INT          NOT NULL,
  created_at      DATETIME(3)  NOT NULL,
  updated_at      DATETIME(3)  NOT NULL,
  updated_by      BIGINT       NULL COMMENT 'operator',
  PRIMARY KEY (id),
  KEY by_merchant (merchant_id, id),
  KEY by_organization (merchant_id, organization_id, id)
) ENGINE = InnoDB;
