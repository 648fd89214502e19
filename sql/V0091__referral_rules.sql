-- What orders earn the buyer and those who brought them. A rule that was in force never changes.
CREATE TABLE referral_rule (
  id           BIGINT      NOT NULL,
  merchant_id  BIGINT      NOT NULL,
  number       INT         NOT NULL COMMENT 'of the merchant''s rules, from 1',
  status       VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'DRAFT, IN_FORCE or FORMER',
  content      TEXT        CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'JSON',
  confirmed_bp INT         NULL COMMENT 'what the owner confirmed that it may pay out; null: no more than the order',
  copied_from  BIGINT      NULL COMMENT 'rule',
  version      INT         NOT NULL,
  created_at   DATETIME(3) NOT NULL,
  created_by   BIGINT      NULL COMMENT 'operator',
  updated_at   DATETIME(3) NOT NULL,
  updated_by   BIGINT      NULL COMMENT 'operator',
  approved_at  DATETIME(3) NULL,
  approved_by  BIGINT      NULL COMMENT 'operator',
  ended_at     DATETIME(3) NULL,
  in_force     BIGINT      AS (IF(status = 'IN_FORCE', merchant_id, NULL)) STORED COMMENT 'of the merchant, so that there is one',
  PRIMARY KEY (id),
  UNIQUE KEY one_number (merchant_id, number),
  UNIQUE KEY one_in_force (in_force),
  KEY by_time (merchant_id, id),
  CONSTRAINT referral_rule_approved CHECK ((status = 'DRAFT') = (approved_at IS NULL)),
  CONSTRAINT referral_rule_ended CHECK ((status = 'FORMER') = (ended_at IS NOT NULL))
) ENGINE = InnoDB;

-- How far up the chain of friends a merchant may pay: as the platform allows and the owner has accepted.
CREATE TABLE referral_permit (
  id             BIGINT      NOT NULL COMMENT 'of the merchant',
  merchant_id    BIGINT      NOT NULL,
  levels_most    INT         NOT NULL,
  set_at         DATETIME(3) NOT NULL,
  accepted_most  INT         NOT NULL DEFAULT 0,
  accepted_words VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'version of the warning',
  accepted_at    DATETIME(3) NULL,
  accepted_by    BIGINT      NULL COMMENT 'operator',
  PRIMARY KEY (id),
  KEY by_merchant (merchant_id),
  CONSTRAINT referral_permit_levels CHECK (levels_most BETWEEN 1 AND 3 AND accepted_most BETWEEN 0 AND 3)
) ENGINE = InnoDB;
