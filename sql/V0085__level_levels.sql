-- A merchant's levels as they stood from one moment on; each change makes a new row.
CREATE TABLE level_ladder (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  number      INT         NOT NULL COMMENT 'from 1; the highest is in force',
  content     MEDIUMTEXT  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'JSON',
  created_at  DATETIME(3) NOT NULL,
  created_by  BIGINT      NULL COMMENT 'operator',
  PRIMARY KEY (id),
  UNIQUE KEY one_number (merchant_id, number)
) ENGINE = InnoDB;

-- A look at all cards with other levels: who would go where, or who goes there. It is worked off card by card.
CREATE TABLE level_run (
  id           BIGINT      NOT NULL,
  merchant_id  BIGINT      NOT NULL,
  kind         VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'PREVIEW or APPLICATION',
  based_on     INT         NOT NULL COMMENT 'number of the ladder in force when it was asked for; 0: none',
  may_fall     BOOLEAN     NOT NULL COMMENT 'whether cards go down before their time is over',
  content      MEDIUMTEXT  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'the levels it looks with, JSON',
  status       VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'RUNNING or DONE',
  last_card_id BIGINT      NOT NULL COMMENT 'up to which all were looked at',
  seen         BIGINT      NOT NULL COMMENT 'cards that were looked at',
  moves        MEDIUMTEXT  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'from where to where, how many and some of them, JSON',
  created_at   DATETIME(3) NOT NULL,
  created_by   BIGINT      NULL COMMENT 'operator',
  finished_at  DATETIME(3) NULL,
  PRIMARY KEY (id),
  KEY by_status (status, id),
  KEY by_time (merchant_id, id),
  CONSTRAINT level_run_finished CHECK ((status = 'DONE') = (finished_at IS NOT NULL))
) ENGINE = InnoDB;

-- Where a card stands; one without a row stands where all begin.
CREATE TABLE card_level (
  id            BIGINT      NOT NULL COMMENT 'of the card',
  merchant_id   BIGINT      NOT NULL,
  level_id      BIGINT      NULL COMMENT 'that it has earned; null: where all begin',
  reached_at    DATETIME(3) NULL COMMENT 'when it came there or kept it last',
  keep_until    DATETIME(3) NULL COMMENT 'when it is asked again whether it is still earned; null: never',
  grace_until   DATETIME(3) NULL COMMENT 'it was not; so long there is time left',
  due_at        DATETIME(3) NULL COMMENT 'the next of both',
  paid_level_id BIGINT      NULL COMMENT 'that was bought',
  paid_until    DATETIME(3) NULL,
  PRIMARY KEY (id),
  KEY by_card (merchant_id, id),
  KEY by_paid_term (merchant_id, paid_until, paid_level_id),
  KEY by_due (due_at),
  CONSTRAINT card_level_paid_has_end CHECK ((paid_level_id IS NULL) = (paid_until IS NULL))
) ENGINE = InnoDB;

-- What was done with a card in a month, less what was given back of it: what its growth is reckoned from.
CREATE TABLE card_growth (
  id          BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL,
  card_id     BIGINT NOT NULL,
  month       DATE   NOT NULL COMMENT 'its first day',
  topup_fen   BIGINT NOT NULL,
  spend_fen   BIGINT NOT NULL COMMENT 'paid with money',
  points      BIGINT NOT NULL COMMENT 'earned by orders',
  PRIMARY KEY (id),
  UNIQUE KEY one_month (merchant_id, card_id, month)
) ENGINE = InnoDB;

-- Each time that a card came to another level. Grows only.
CREATE TABLE level_change (
  id            BIGINT      NOT NULL,
  merchant_id   BIGINT      NOT NULL,
  card_id       BIGINT      NOT NULL,
  from_level_id BIGINT      NULL COMMENT 'null: where all begin',
  to_level_id   BIGINT      NULL COMMENT 'likewise',
  reason        VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'REACHED, MISSED, REFUNDED, RULES or PAID',
  ladder_id     BIGINT      NOT NULL COMMENT 'that said so',
  created_at    DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY by_card (merchant_id, card_id, id)
) ENGINE = InnoDB;

-- What a card is given for a level that it has reached, once for each.
CREATE TABLE level_gift (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  card_id     BIGINT      NOT NULL,
  level_id    BIGINT      NOT NULL,
  bonus_fen   BIGINT      NOT NULL,
  points      BIGINT      NOT NULL,
  status      VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'OWED, CREDITED or VOID',
  void_reason VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'CARD_CANCELLED, CARD_EXPIRED or LIMIT_EXCEEDED',
  txn_id      BIGINT      NULL COMMENT 'that credited it',
  created_at  DATETIME(3) NOT NULL,
  credited_at DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_gift (merchant_id, card_id, level_id),
  KEY by_txn (merchant_id, txn_id),
  CONSTRAINT level_gift_gives_something CHECK (bonus_fen >= 0 AND points >= 0 AND bonus_fen + points > 0),
  CONSTRAINT level_gift_credited_by_txn CHECK ((status = 'CREDITED') = (txn_id IS NOT NULL)
    AND (txn_id IS NULL) = (credited_at IS NULL)),
  CONSTRAINT level_gift_void_for_reason CHECK ((status = 'VOID') = (void_reason IS NOT NULL))
) ENGINE = InnoDB;

-- How far the books were looked through for growth: every txn up to this id is counted, none beyond it.
CREATE TABLE growth_cursor (
  id          BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL COMMENT '0: one for all',
  last_id     BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_place (merchant_id)
) ENGINE = InnoDB;

INSERT INTO growth_cursor (id, merchant_id, last_id) VALUES (1, 0, 0);

-- Levels that were bought at a counter.
CREATE TABLE membership (
  id          BIGINT      NOT NULL COMMENT 'of its txn',
  merchant_id BIGINT      NOT NULL,
  holder_id   BIGINT      NOT NULL,
  card_id     BIGINT      NOT NULL,
  member_id   BIGINT      NOT NULL,
  level_id    BIGINT      NOT NULL,
  ladder_id   BIGINT      NOT NULL COMMENT 'that named the price',
  price_fen   BIGINT      NOT NULL,
  means       VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'CASH, BANK_CARD, …',
  ends_at     DATETIME(3) NOT NULL,
  store_id    BIGINT      NULL,
  staff_id    BIGINT      NULL,
  created_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY by_card (merchant_id, card_id, id),
  CONSTRAINT membership_price CHECK (price_fen > 0)
) ENGINE = InnoDB;
