-- What a member is owed for claiming a card, until the books have credited it.
CREATE TABLE welcome_gift (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  template_id BIGINT      NOT NULL COMMENT 'a phone has one gift of each',
  member_id   BIGINT      NOT NULL,
  card_id     BIGINT      NOT NULL COMMENT 'that it is credited to',
  phone_hash  BINARY(32)  NOT NULL COMMENT 'made of the hash of the verified phone; stands in no other table',
  bonus_fen   BIGINT      NOT NULL,
  status      VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'OWED, CREDITED or VOID',
  void_reason VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'CARD_CANCELLED, CARD_EXPIRED or LIMIT_EXCEEDED',
  txn_id      BIGINT      NULL COMMENT 'that credited it',
  created_at  DATETIME(3) NOT NULL,
  credited_at DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_gift_per_phone (merchant_id, template_id, phone_hash),
  KEY by_card (merchant_id, card_id),
  KEY by_txn (merchant_id, txn_id),
  CONSTRAINT welcome_gift_gives_something CHECK (bonus_fen > 0),
  CONSTRAINT welcome_gift_credited_by_txn CHECK ((status = 'CREDITED') = (txn_id IS NOT NULL)
    AND (txn_id IS NULL) = (credited_at IS NULL)),
  CONSTRAINT welcome_gift_void_for_reason CHECK ((status = 'VOID') = (void_reason IS NOT NULL))
) ENGINE = InnoDB;
