-- Whose a balance is; the one lock of the books. Balances are columns, each never below zero.
CREATE TABLE holder (
  id                BIGINT     NOT NULL,
  merchant_id       BIGINT     NOT NULL,
  principal_fen     BIGINT     NOT NULL DEFAULT 0,
  bonus_fen         BIGINT     NOT NULL DEFAULT 0,
  held_fen          BIGINT     NOT NULL DEFAULT 0,
  commission_fen    BIGINT     NOT NULL DEFAULT 0,
  debt_fen          BIGINT     NOT NULL DEFAULT 0,
  points            BIGINT     NOT NULL DEFAULT 0,
  points_debt       BIGINT     NOT NULL DEFAULT 0,
  last_entry_no     BIGINT     NOT NULL DEFAULT 0 COMMENT 'entries are numbered without a gap',
  last_entry_hmac   BINARY(32) NULL,
  created_at        DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY by_merchant (merchant_id, id),
  CONSTRAINT holder_principal_not_negative   CHECK (principal_fen >= 0),
  CONSTRAINT holder_bonus_not_negative       CHECK (bonus_fen >= 0),
  CONSTRAINT holder_held_not_negative        CHECK (held_fen >= 0),
  CONSTRAINT holder_commission_not_negative  CHECK (commission_fen >= 0),
  CONSTRAINT holder_debt_not_negative        CHECK (debt_fen >= 0),
  CONSTRAINT holder_points_not_negative      CHECK (points >= 0),
  CONSTRAINT holder_points_debt_not_negative CHECK (points_debt >= 0)
) ENGINE = InnoDB;
