-- A merchant's own roles; those that come with the product stand in the code, under ids below 100.
CREATE TABLE role (
  id          BIGINT        NOT NULL,
  merchant_id BIGINT        NOT NULL,
  name        VARCHAR(40)   CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  permissions VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'names, comma-separated',
  version     INT           NOT NULL,
  created_at  DATETIME(3)   NOT NULL,
  updated_at  DATETIME(3)   NOT NULL,
  updated_by  BIGINT        NULL COMMENT 'operator',
  PRIMARY KEY (id),
  UNIQUE KEY one_name (merchant_id, name),
  KEY by_merchant (merchant_id, id)
) ENGINE = InnoDB;

-- Which roles an operator has.
CREATE TABLE operator_role (
  id          BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL,
  operator_id BIGINT NOT NULL,
  role_id     BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY once (merchant_id, operator_id, role_id),
  KEY by_role (merchant_id, role_id, operator_id)
) ENGINE = InnoDB;

-- Until now every operator was an owner. An operator's id is unique over the deployment, so it can be the row's.
INSERT INTO operator_role (id, merchant_id, operator_id, role_id)
SELECT id, merchant_id, id, 1 FROM operator;

ALTER TABLE operator
  DROP COLUMN role,
  ADD COLUMN realm            VARCHAR(10)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'OPERATOR' COMMENT 'OPERATOR, or PLATFORM with merchant 0',
  ADD COLUMN scope_kind       VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'ALL' COMMENT 'ALL, ORGANIZATION, STORES or OWN',
  ADD COLUMN scope_ids        VARCHAR(2100)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'of organizations or stores, comma-separated',
  ADD COLUMN staff_id         BIGINT         NULL COMMENT 'the member of staff who signs in so; may sign in only while active',
  ADD COLUMN password_initial BOOLEAN        NOT NULL DEFAULT FALSE COMMENT 'made by somebody else and not changed yet',
  ADD COLUMN totp_secret      VARBINARY(120) NULL COMMENT 'encrypted; null: not enrolled',
  ADD COLUMN totp_pending     VARBINARY(120) NULL COMMENT 'encrypted; shown but not confirmed yet',
  ADD COLUMN totp_step        BIGINT         NOT NULL DEFAULT 0 COMMENT 'of the last code that was taken; none is taken twice',
  ADD COLUMN otp_misses       INT            NOT NULL DEFAULT 0 COMMENT 'wrong codes since the last right one',
  ADD COLUMN otp_locked_until DATETIME(3)    NULL,
  ADD COLUMN signed_in_at     DATETIME(3)    NULL COMMENT 'when the live session began',
  ADD COLUMN stepped_up_until DATETIME(3)    NULL COMMENT 'the live session has proved itself again until then',
  ADD UNIQUE KEY one_login_per_person (merchant_id, staff_id);

-- Codes for who has lost the device; each is good once.
CREATE TABLE recovery_code (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  operator_id BIGINT      NOT NULL,
  code_hash   BINARY(32)  NOT NULL COMMENT 'keyed',
  used_at     DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_code (merchant_id, operator_id, code_hash)
) ENGINE = InnoDB;
