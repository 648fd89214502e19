-- A rule may give a card besides.
ALTER TABLE topup_rule
  ADD COLUMN gift_template_id BIGINT NULL COMMENT 'template of the card that is given to whoever holds none of it; null: no card' AFTER points;

-- Cards that top-ups owe: of a template each member gets one, once. Owed with the top-up, given after it.
CREATE TABLE topup_card_gift (
  id          BIGINT      NOT NULL COMMENT 'of the top-up',
  merchant_id BIGINT      NOT NULL,
  template_id BIGINT      NOT NULL,
  member_id   BIGINT      NOT NULL,
  card_id     BIGINT      NOT NULL COMMENT 'that was topped up',
  status      VARCHAR(5)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'OWED or ENDED',
  created_at  DATETIME(3) NOT NULL,
  ended_at    DATETIME(3) NULL COMMENT 'when it was given, or the member turned out to hold one',
  PRIMARY KEY (id),
  UNIQUE KEY one_gift (merchant_id, template_id, member_id),
  KEY due (status, id)
) ENGINE = InnoDB;
