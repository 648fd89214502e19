-- Who did what to which thing, and why. Grows only: the app's database user may neither change nor delete a row.
CREATE TABLE audit (
  id          BIGINT       NOT NULL,
  merchant_id BIGINT       NOT NULL,
  at          DATETIME(3)  NOT NULL,
  realm       VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'OPERATOR, MEMBER, PLATFORM or SYSTEM',
  actor_id    BIGINT       NULL COMMENT 'null for SYSTEM',
  ip          VARCHAR(45)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  action      VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'what was done, as in STORE_CREATED',
  thing       VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'which kind of thing, as in STORE',
  thing_id    BIGINT       NULL,
  was         MEDIUMTEXT   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL COMMENT 'JSON before, personal data masked',
  is_now      MEDIUMTEXT   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL COMMENT 'JSON after, personal data masked',
  reason      VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
  approver_id BIGINT       NULL COMMENT 'the second person, where one was needed',
  PRIMARY KEY (id),
  KEY by_time (merchant_id, id),
  KEY by_thing (merchant_id, thing, thing_id, id),
  KEY by_actor (merchant_id, actor_id, id)
) ENGINE = InnoDB;
