-- A person, for one merchant. A verified phone is unique; one that nobody has verified occupies nothing.
CREATE TABLE member (
  id                  BIGINT        NOT NULL,
  merchant_id         BIGINT        NOT NULL,
  status              VARCHAR(8)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'LIVING, MERGED or ERASED',
  phone               VARBINARY(80) NULL COMMENT 'encrypted E.164',
  phone_hash          BINARY(32)    NULL COMMENT 'of the phone, verified or not',
  verified_phone_hash BINARY(32)    NULL COMMENT 'equal to phone_hash once verified',
  phone_last4         CHAR(4)       CHARACTER SET ascii COLLATE ascii_bin NULL,
  phone_verified_at   DATETIME(3)   NULL,
  name                VARBINARY(300) NULL COMMENT 'encrypted',
  profile             MEDIUMBLOB    NULL COMMENT 'encrypted JSON of the template''s fields',
  referrer_id         BIGINT        NULL COMMENT 'member; written once, at the claim',
  second_referrer_id  BIGINT        NULL COMMENT 'the referrer''s referrer',
  third_referrer_id   BIGINT        NULL,
  holder_id           BIGINT        NULL COMMENT 'the member''s own holder, with the commission wallet',
  rebound_at          DATETIME(3)   NULL COMMENT 'last time the phone or an old card was tied to another person of WeChat',
  merged_into         BIGINT        NULL COMMENT 'member',
  version             INT           NOT NULL,
  created_at          DATETIME(3)   NOT NULL,
  updated_at          DATETIME(3)   NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_member_per_phone (merchant_id, verified_phone_hash),
  KEY by_phone (merchant_id, phone_hash),
  KEY by_last4 (merchant_id, phone_last4, id),
  KEY by_referrer (merchant_id, referrer_id, id),
  KEY by_merchant (merchant_id, id)
) ENGINE = InnoDB;

-- A person of WeChat in one app of the merchant; points to the member once a card is claimed.
CREATE TABLE identity (
  id            BIGINT      NOT NULL,
  merchant_id   BIGINT      NOT NULL,
  app_id        VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  openid        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  unionid       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'a hint that joins identities, never a key',
  member_id     BIGINT      NULL,
  following     BOOLEAN     NOT NULL COMMENT 'of an official account',
  follow_at     DATETIME(3) NULL COMMENT 'time of the newest follow or unfollow that was seen',
  created_at    DATETIME(3) NOT NULL,
  updated_at    DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_identity (merchant_id, app_id, openid),
  KEY by_member (merchant_id, member_id, app_id),
  KEY by_unionid (merchant_id, unionid)
) ENGINE = InnoDB;

-- What a member agreed to; the newest row of a kind counts.
CREATE TABLE consent (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  member_id   BIGINT      NOT NULL,
  kind        VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'TERMS, PRIVACY, …',
  doc_version VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  given       BOOLEAN     NOT NULL COMMENT 'false: withdrawn',
  at          DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY by_member (merchant_id, member_id, kind, id)
) ENGINE = InnoDB;
