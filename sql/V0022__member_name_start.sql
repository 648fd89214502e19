-- Keyed hashes of the first one to four characters of a member's name, by which the counter finds people; gone with the name.
CREATE TABLE member_name_start (
  id          BIGINT     NOT NULL,
  merchant_id BIGINT     NOT NULL,
  member_id   BIGINT     NOT NULL,
  start_hash  BINARY(32) NOT NULL COMMENT 'of the first so many characters, in lower case',
  PRIMARY KEY (id),
  UNIQUE KEY one_start (merchant_id, member_id, start_hash),
  KEY by_start (merchant_id, start_hash, member_id)
) ENGINE = InnoDB;

-- Lists of living members do not read the merged ones.
CREATE INDEX by_status ON member (merchant_id, status, id);
