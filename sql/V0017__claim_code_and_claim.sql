-- The thing behind a QR code: channel, store, staff or referrer, template.
CREATE TABLE claim_code (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  scene       CHAR(22)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'random, without meaning, unique over the deployment',
  channel     VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  template_id BIGINT      NOT NULL,
  store_id    BIGINT      NULL,
  staff_id    BIGINT      NULL,
  referrer_id BIGINT      NULL COMMENT 'member',
  name        VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
  status      VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'OPEN or REVOKED',
  expires_at  DATETIME(3) NULL,
  scans       BIGINT      NOT NULL COMMENT 'gathered elsewhere and added now and then',
  version     INT         NOT NULL,
  created_at  DATETIME(3) NOT NULL,
  updated_at  DATETIME(3) NOT NULL,
  updated_by  BIGINT      NULL COMMENT 'operator',
  PRIMARY KEY (id),
  UNIQUE KEY one_scene (scene),
  UNIQUE KEY one_invitation (merchant_id, referrer_id, template_id),
  KEY by_merchant (merchant_id, id),
  KEY by_store (merchant_id, store_id, id),
  KEY by_staff (merchant_id, staff_id, id)
) ENGINE = InnoDB;

-- A person looked at the offer of a scene; kept so that the scene survives following, paying or signing in.
CREATE TABLE claim_intent (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  identity_id BIGINT      NOT NULL,
  scene       CHAR(22)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  looked_at   DATETIME(3) NOT NULL,
  expires_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY newest_per_person (merchant_id, identity_id),
  KEY by_expiry (expires_at)
) ENGINE = InnoDB;

-- The act of claiming, once per card: what it was attributed to and why.
CREATE TABLE claim (
  id                      BIGINT      NOT NULL,
  merchant_id             BIGINT      NOT NULL,
  card_id                 BIGINT      NOT NULL,
  template_id             BIGINT      NOT NULL,
  member_id               BIGINT      NOT NULL,
  identity_id             BIGINT      NULL COMMENT 'null when opened by hand',
  code_id                 BIGINT      NULL,
  channel                 VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  issuing_organization_id BIGINT      NULL,
  issuing_store_id        BIGINT      NULL,
  issuing_staff_id        BIGINT      NULL,
  referrer_id             BIGINT      NULL COMMENT 'member',
  reasons                 VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'why it was attributed so, comma-separated',
  claimed_at              DATETIME(3) NOT NULL,
  activated_at            DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY once_per_card (merchant_id, card_id),
  KEY by_code (merchant_id, code_id, activated_at),
  KEY by_time (merchant_id, claimed_at)
) ENGINE = InnoDB;
