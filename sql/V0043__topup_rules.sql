-- What a merchant gives to whoever tops up by a certain amount.
CREATE TABLE topup_rule (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  name        VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  amount_fen  BIGINT      NOT NULL COMMENT 'to be paid',
  bonus_fen   BIGINT      NOT NULL COMMENT 'given on top',
  points      BIGINT      NOT NULL COMMENT 'given on top',
  member_most INT         NULL COMMENT 'times that one member may have it; null: any number',
  starts_at   DATETIME(3) NULL,
  ends_at     DATETIME(3) NULL COMMENT 'over from then on',
  stock       INT         NULL COMMENT 'times that all members together may have it; null: any number',
  used        INT         NOT NULL COMMENT 'times that it was had: locked and counted with each top-up',
  is_active   BOOLEAN     NOT NULL COMMENT 'false: switched off by hand',
  version     INT         NOT NULL,
  created_at  DATETIME(3) NOT NULL,
  updated_at  DATETIME(3) NOT NULL,
  updated_by  BIGINT      NULL COMMENT 'operator',
  PRIMARY KEY (id),
  KEY by_merchant (merchant_id, id),
  CONSTRAINT topup_rule_amounts CHECK (amount_fen > 0 AND bonus_fen >= 0 AND points >= 0),
  CONSTRAINT topup_rule_not_oversold CHECK (used >= 0 AND (stock IS NULL OR used <= stock)),
  CONSTRAINT topup_rule_dates CHECK (starts_at IS NULL OR ends_at IS NULL OR starts_at < ends_at)
) ENGINE = InnoDB;

-- Each time that a member had a rule, numbered: one number is given once.
CREATE TABLE topup_rule_use (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  rule_id     BIGINT      NOT NULL,
  member_id   BIGINT      NOT NULL,
  use_no      INT         NOT NULL COMMENT 'of this member and rule, from 1',
  topup_id    BIGINT      NOT NULL,
  created_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_use (merchant_id, rule_id, member_id, use_no)
) ENGINE = InnoDB;

ALTER TABLE topup
  ADD COLUMN points BIGINT NOT NULL DEFAULT 0 COMMENT 'given' AFTER bonus_fen,
  ADD COLUMN points_lot_id BIGINT NULL COMMENT 'that they came in as; null: none, or all went into a debt of points' AFTER points;
