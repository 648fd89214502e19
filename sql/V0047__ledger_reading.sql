-- What a member is shown of a txn stands in its row: no statement counts up the entries before it.
ALTER TABLE txn
  ADD COLUMN books VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'MONEY' COMMENT 'what of the holder it moved: MONEY or POINTS or BOTH or NONE',
  ADD COLUMN principal_after_fen BIGINT NOT NULL DEFAULT 0 COMMENT 'the holder''s balance after it',
  ADD COLUMN bonus_after_fen     BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN points_after        BIGINT NOT NULL DEFAULT 0,
  DROP KEY one_effect,
  ADD UNIQUE KEY one_effect (merchant_id, biz_no, biz_type),
  DROP KEY by_holder,
  ADD KEY by_holder (merchant_id, holder_id, books, id),
  ADD KEY by_type (merchant_id, biz_type, id),
  ADD KEY by_staff (merchant_id, staff_id, id);

UPDATE txn t JOIN (
  SELECT txn_id, entry_no, MAX(entry_no) OVER (PARTITION BY merchant_id, txn_id) AS last_no,
         SUM(IF(account = 'PRINCIPAL', amount, 0)) OVER (PARTITION BY merchant_id, holder_id ORDER BY entry_no) AS principal,
         SUM(IF(account = 'BONUS', amount, 0)) OVER (PARTITION BY merchant_id, holder_id ORDER BY entry_no) AS bonus,
         SUM(IF(account = 'POINTS', amount, 0)) OVER (PARTITION BY merchant_id, holder_id ORDER BY entry_no) AS points
  FROM entry
  WHERE holder_id IS NOT NULL) e ON e.txn_id = t.id AND e.entry_no = e.last_no
SET t.principal_after_fen = e.principal, t.bonus_after_fen = e.bonus, t.points_after = e.points;

-- A shift marks the moves that it counts: whenever a move comes in, it belongs to exactly one.
ALTER TABLE till_move
  ADD COLUMN shift_id BIGINT NULL COMMENT 'that counted it, or none so far',
  ADD KEY open_of_actor (merchant_id, actor_id, store_id, shift_id),
  ADD KEY by_means (merchant_id, means, txn_id);

-- What an operator took and gave at a store from one close to the next, and what was counted then.
CREATE TABLE till_shift (
  id          BIGINT       NOT NULL,
  merchant_id BIGINT       NOT NULL,
  actor_id    BIGINT       NOT NULL COMMENT 'operator',
  store_id    BIGINT       NOT NULL COMMENT '0: at no store',
  shift_no    INT          NOT NULL COMMENT 'of this operator at this store, from 1',
  opened_at   DATETIME(3)  NOT NULL COMMENT 'its first move',
  closed_at   DATETIME(3)  NOT NULL,
  moves       INT          NOT NULL,
  cash_fen    BIGINT       NOT NULL COMMENT 'cash in less cash out, by the books',
  counted_fen BIGINT       NOT NULL COMMENT 'cash as it was counted',
  note        VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_close (merchant_id, actor_id, store_id, shift_no),
  KEY by_time (merchant_id, id),
  KEY by_store (merchant_id, store_id, id),
  CONSTRAINT till_shift_counts_something CHECK (moves > 0 AND counted_fen >= 0)
) ENGINE = InnoDB;

-- The same by means.
CREATE TABLE till_shift_means (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  shift_id    BIGINT      NOT NULL,
  means       VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  moves       INT         NOT NULL,
  in_fen      BIGINT      NOT NULL,
  out_fen     BIGINT      NOT NULL COMMENT 'not below zero',
  PRIMARY KEY (id),
  UNIQUE KEY one_line (merchant_id, shift_id, means),
  CONSTRAINT till_shift_means_not_negative CHECK (in_fen >= 0 AND out_fen >= 0)
) ENGINE = InnoDB;
