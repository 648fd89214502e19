-- A card that spends from another card's holder, what its person may spend, and the holder it comes back to.
CREATE TABLE card_link (
  id            BIGINT      NOT NULL COMMENT 'of the card',
  merchant_id   BIGINT      NOT NULL,
  own_holder_id BIGINT      NOT NULL COMMENT 'the card''s own, empty meanwhile',
  main_card_id  BIGINT      NOT NULL COMMENT 'the card whose holder it shares',
  per_spend_fen BIGINT      NULL COMMENT 'most of one order; null: no limit',
  per_day_fen   BIGINT      NULL COMMENT 'most of a business day; null: no limit',
  used_on       DATE        NULL COMMENT 'the business day that used_fen is of',
  used_fen      BIGINT      NOT NULL,
  linked_at     DATETIME(3) NOT NULL,
  ended_at      DATETIME(3) NULL COMMENT 'null: linked',
  PRIMARY KEY (id),
  KEY by_main_card (merchant_id, main_card_id),
  CONSTRAINT card_link_used CHECK (used_fen >= 0)
) ENGINE = InnoDB;
