-- An action that waits for a second person: what it will do, who asked and why.
CREATE TABLE approval (
  id          BIGINT       NOT NULL,
  merchant_id BIGINT       NOT NULL,
  kind        VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'which action',
  thing       VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'what it is about, as in the audit',
  thing_id    BIGINT       NULL,
  organization_id BIGINT   NULL COMMENT 'where it is; null with store_id: the whole merchant',
  store_id    BIGINT       NULL,
  summary     MEDIUMTEXT   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'JSON of what it will do, personal data masked, no secrets',
  payload     MEDIUMBLOB   NULL COMMENT 'what it needs to run, encrypted; gone once decided',
  reason      VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
  status      VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'WAITING, APPROVED or REJECTED',
  asked_by    BIGINT       NOT NULL COMMENT 'operator',
  asked_from  VARCHAR(45)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'network address',
  asked_at    DATETIME(3)  NOT NULL,
  expires_at  DATETIME(3)  NOT NULL COMMENT 'nothing runs from then on',
  decided_by  BIGINT       NULL COMMENT 'operator',
  decided_at  DATETIME(3)  NULL,
  remark      VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL COMMENT 'why it was rejected',
  PRIMARY KEY (id),
  KEY by_merchant (merchant_id, id),
  KEY by_status (merchant_id, status, id)
) ENGINE = InnoDB;
