-- Money that a till took or gave, by whom and how: what a shift is counted against.
CREATE TABLE till_move (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  txn_id      BIGINT      NOT NULL,
  means       VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen  BIGINT      NOT NULL COMMENT 'positive: came in',
  store_id    BIGINT      NULL,
  staff_id    BIGINT      NULL,
  actor_id    BIGINT      NULL,
  created_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY by_store (merchant_id, store_id, id),
  KEY by_actor (merchant_id, actor_id, id),
  KEY by_txn (merchant_id, txn_id, id),
  CONSTRAINT till_move_moves_something CHECK (amount_fen <> 0)
) ENGINE = InnoDB;

-- What a merchant allows at its counters; without a row the product's own settings hold.
CREATE TABLE book_settings (
  id                       BIGINT       NOT NULL,
  merchant_id              BIGINT       NOT NULL,
  means                    VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'codes by which money comes in, one a line',
  limit_fen                BIGINT       NOT NULL COMMENT 'most that a card may hold after a top-up',
  second_person_above_fen  BIGINT       NOT NULL COMMENT 'top-ups and cash-outs above need a second person',
  staff_daily_cap_fen      BIGINT       NOT NULL COMMENT 'most that one operator takes in a day',
  proof_above_fen          BIGINT       NOT NULL COMMENT 'spends above need a code, the PIN or an SMS',
  taken                    VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'order in which lots of new top-ups are spent',
  version                  INT          NOT NULL,
  updated_at               DATETIME(3)  NOT NULL,
  updated_by               BIGINT       NULL COMMENT 'operator',
  PRIMARY KEY (id),
  UNIQUE KEY one_of_merchant (merchant_id)
) ENGINE = InnoDB;
