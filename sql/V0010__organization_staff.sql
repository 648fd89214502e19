-- People of the merchant who serve members; may be tied to one store.
CREATE TABLE staff (
  id              BIGINT       NOT NULL,
  merchant_id     BIGINT       NOT NULL,
  organization_id BIGINT       NOT NULL,
  store_id        BIGINT       NULL COMMENT 'null: not tied to a store',
  name            VARCHAR(40)  CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  employee_number VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  phone           VARBINARY(80) NULL COMMENT 'encrypted',
  phone_hash      BINARY(32)   NULL,
  active          BOOLEAN      NOT NULL COMMENT 'false: has left',
  version         INT          NOT NULL,
  created_at      DATETIME(3)  NOT NULL,
  updated_at      DATETIME(3)  NOT NULL,
  updated_by      BIGINT       NULL COMMENT 'operator',
  PRIMARY KEY (id),
  UNIQUE KEY one_number (merchant_id, employee_number),
  KEY by_merchant (merchant_id, id),
  KEY by_organization (merchant_id, organization_id, id),
  KEY by_store (merchant_id, store_id, id)
) ENGINE = InnoDB;
