-- When a member was told last that points end, or that the level of a card is about to be lost.
CREATE TABLE reminder (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  member_id   BIGINT      NOT NULL,
  kind        VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'POINTS or LEVEL',
  told_at     DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_member (merchant_id, member_id, kind)
) ENGINE = InnoDB;
