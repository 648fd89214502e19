-- How far the books were summed up: every txn up to this id is in the sums, none beyond it.
CREATE TABLE sum_cursor (
  id          BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL COMMENT '0: one for all',
  last_id     BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_place (merchant_id)
) ENGINE = InnoDB;

INSERT INTO sum_cursor (id, merchant_id, last_id) VALUES (1, 0, 0);

-- What the txns of one day came to, at one store and at the whole merchant.
CREATE TABLE daily_sum (
  id            BIGINT      NOT NULL,
  merchant_id   BIGINT      NOT NULL,
  store_id      BIGINT      NOT NULL COMMENT '0: the whole merchant',
  day           DATE        NOT NULL COMMENT 'business day; 1970-01-02: all days together',
  flow          VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'type of the txns; what was captured is a spend',
  times         BIGINT      NOT NULL,
  principal_fen BIGINT      NOT NULL COMMENT 'what members'' balances gained',
  bonus_fen     BIGINT      NOT NULL,
  held_fen      BIGINT      NOT NULL,
  points        BIGINT      NOT NULL,
  cash_fen      BIGINT      NOT NULL COMMENT 'money that came in by any means',
  PRIMARY KEY (id),
  UNIQUE KEY one_day (merchant_id, store_id, day, flow)
) ENGINE = InnoDB;

-- When a holder last had a txn of a flow, at one store and at the whole merchant.
CREATE TABLE patron (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  store_id    BIGINT      NOT NULL COMMENT '0: the whole merchant',
  flow        VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  holder_id   BIGINT      NOT NULL,
  last_day    DATE        NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_patron (merchant_id, holder_id, flow, store_id)
) ENGINE = InnoDB;

-- How many holders came on a day who had come last on another. Who came within a stretch of days are those whose day lies in
-- it and whose day before lies ahead of it: each exactly once, without looking at anybody alone.
CREATE TABLE patron_count (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  store_id    BIGINT      NOT NULL COMMENT '0: the whole merchant',
  flow        VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  day         DATE        NOT NULL COMMENT '1970-01-02: all days together',
  day_before  DATE        NOT NULL COMMENT '1970-01-01: never, or too long ago to matter',
  people      BIGINT      NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_count (merchant_id, store_id, day, flow, day_before)
) ENGINE = InnoDB;

-- What was paid on a day at one store out of money that another had taken in, less what was given back.
CREATE TABLE clearing_sum (
  id            BIGINT NOT NULL,
  merchant_id   BIGINT NOT NULL,
  day           DATE   NOT NULL COMMENT 'business day',
  sold_store_id BIGINT NOT NULL COMMENT 'that took the money in; 0: none',
  used_store_id BIGINT NOT NULL COMMENT 'that was paid with it; 0: none',
  principal_fen BIGINT NOT NULL,
  bonus_fen     BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_pair (merchant_id, day, sold_store_id, used_store_id)
) ENGINE = InnoDB;
