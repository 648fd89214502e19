-- What members may turn their commission wallet into.
CREATE TABLE referral_settings (
  id              BIGINT      NOT NULL,
  merchant_id     BIGINT      NOT NULL,
  balance_bp      INT         NULL COMMENT 'bonus for what goes out of the wallet; null: not offered',
  points_per_yuan INT         NULL COMMENT 'null: not offered',
  version         INT         NOT NULL,
  updated_at      DATETIME(3) NOT NULL,
  updated_by      BIGINT      NULL COMMENT 'operator',
  PRIMARY KEY (id),
  UNIQUE KEY one_of_a_merchant (merchant_id)
) ENGINE = InnoDB;

CREATE TABLE commission_exchange (
  id          BIGINT      NOT NULL COMMENT 'of the txn',
  merchant_id BIGINT      NOT NULL,
  holder_id   BIGINT      NOT NULL,
  card_id     BIGINT      NOT NULL,
  member_id   BIGINT      NOT NULL,
  fen         BIGINT      NOT NULL COMMENT 'out of the wallet',
  bonus_fen   BIGINT      NOT NULL COMMENT 'that it became; 0: points',
  points      BIGINT      NOT NULL COMMENT 'that it became; 0: balance',
  created_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY by_member (merchant_id, member_id, id),
  CONSTRAINT commission_exchange_of_something CHECK (fen > 0 AND bonus_fen >= 0 AND points >= 0 AND bonus_fen + points > 0)
) ENGINE = InnoDB;
