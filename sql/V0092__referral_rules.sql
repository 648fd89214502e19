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
  in_force     BIGINT      AS (IF(status = 'IN_FORCE', 1, NULL)) STORED COMMENT '1 on the one in force only, so that there is one',
  PRIMARY KEY (id),
  UNIQUE KEY one_number (merchant_id, number),
  UNIQUE KEY one_in_force (merchant_id, in_force),
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

-- What an order earns one person. What counts and what of it is left is written with the order and its refunds, under the lock
-- of the buyer's holder; what was credited of it is written under the lock of the beneficiary's.
CREATE TABLE commission (
  id             BIGINT      NOT NULL,
  merchant_id    BIGINT      NOT NULL,
  order_id       BIGINT      NOT NULL COMMENT 'spend',
  level          TINYINT     NOT NULL COMMENT '0: the buyer',
  beneficiary_id BIGINT      NOT NULL COMMENT 'member',
  buyer_id       BIGINT      NOT NULL COMMENT 'member',
  above_1        BIGINT      NULL COMMENT 'the chain as it stood then',
  above_2        BIGINT      NULL,
  above_3        BIGINT      NULL,
  rule_id        BIGINT      NOT NULL,
  way            VARCHAR(6)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'AMOUNT or POINTS',
  bp             INT         NOT NULL,
  base           BIGINT      NOT NULL COMMENT 'what counts, in fen or points',
  base_left      BIGINT      NOT NULL COMMENT 'of that, what was not given back',
  booked         BIGINT      NOT NULL COMMENT 'credited so far, in fen or points',
  revision       INT         NOT NULL COMMENT 'times that it was credited or taken back',
  matures_at     DATETIME(3) NOT NULL,
  lot_id         BIGINT      NULL COMMENT 'of the points that were credited',
  holder_id      BIGINT      NULL COMMENT 'where it was credited, and is taken back',
  settle_at      DATETIME(3) NULL COMMENT 'when it is looked at next; null: there is nothing to do',
  created_at     DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_of_a_level (merchant_id, order_id, level),
  KEY by_beneficiary (merchant_id, beneficiary_id, id),
  KEY by_settling (settle_at, id),
  KEY by_waiting (merchant_id, beneficiary_id, settle_at),
  CONSTRAINT commission_of_the_chain CHECK (
    level BETWEEN 0 AND 3
    AND beneficiary_id <=> CASE level WHEN 0 THEN buyer_id WHEN 1 THEN above_1 WHEN 2 THEN above_2 ELSE above_3 END),
  CONSTRAINT commission_within CHECK (base > 0 AND base_left BETWEEN 0 AND base AND booked >= 0)
) ENGINE = InnoDB;

-- What somebody got in one way, where rules bound more than one order.
CREATE TABLE commission_got (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  member_id   BIGINT      NOT NULL,
  way         VARCHAR(6)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'AMOUNT or POINTS',
  day         DATE        NOT NULL COMMENT 'business day of the orders; the first of 1970: all days',
  amount      BIGINT      NOT NULL COMMENT 'in fen or points, less what was taken back',
  PRIMARY KEY (id),
  UNIQUE KEY one_day (merchant_id, member_id, way, day)
) ENGINE = InnoDB;
