-- Members' payment PINs, and how often somebody was wrong about one.
CREATE TABLE payment_pin (
  id           BIGINT       NOT NULL,
  merchant_id  BIGINT       NOT NULL,
  member_id    BIGINT       NOT NULL,
  pin_hash     VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'Argon2id, peppered',
  misses       INT          NOT NULL COMMENT 'wrong tries since the last right one or the last lock',
  locked_until DATETIME(3)  NULL,
  set_at       DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_of_member (merchant_id, member_id)
) ENGINE = InnoDB;
