-- A company's card: its people spend from its balance, where and when the company allows it.
CREATE TABLE card_group (
  id           BIGINT       NOT NULL,
  merchant_id  BIGINT       NOT NULL,
  template_id  BIGINT       NOT NULL COMMENT 'of kind GROUP; of the main card and of its people''s',
  member_id    BIGINT       NOT NULL COMMENT 'the company as a member, who holds the main card',
  main_card_id BIGINT       NOT NULL COMMENT 'whose balance all share',
  name         VARCHAR(60)  CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  store_ids    TEXT         CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'JSON: where its people may spend; empty: wherever the card is valid',
  hours        TEXT         CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'JSON: when they may, by the merchant''s clock; empty: always',
  is_open      BOOLEAN      NOT NULL COMMENT 'false: nobody but the main card may spend',
  version      INT          NOT NULL,
  created_at   DATETIME(3)  NOT NULL,
  updated_at   DATETIME(3)  NOT NULL,
  updated_by   BIGINT       NULL COMMENT 'operator',
  PRIMARY KEY (id),
  UNIQUE KEY one_main_card (merchant_id, main_card_id),
  KEY by_merchant (merchant_id, id)
) ENGINE = InnoDB;
