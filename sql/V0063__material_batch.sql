-- Many prints made in the background: who asked for what, and how far it is.
CREATE TABLE material_batch (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  subject     VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'STORE or STAFF',
  template_id BIGINT      NOT NULL,
  carrier     VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'MINI_PROGRAM, OFFICIAL_ACCOUNT or H5',
  style       VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  format      VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'ZIP or PDF',
  status      VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'WAITING, RUNNING, DONE, CANCELLED or FAILED',
  running     TINYINT     NULL COMMENT '1 while it runs, else null: a merchant has one at a time',
  total       INT         NOT NULL COMMENT 'prints',
  done        INT         NOT NULL COMMENT 'prints that are in the file by now',
  failed      INT         NOT NULL COMMENT 'prints that could not be made',
  lease_no    INT         NOT NULL COMMENT 'grows with each begin; who has an older one writes nothing any more',
  lease_until DATETIME(3) NOT NULL COMMENT 'from then on another instance may go on with it',
  bytes       BIGINT      NULL COMMENT 'of the file, once it is whole',
  has_file    BOOLEAN     NOT NULL COMMENT 'there may be chunks',
  asked_by    BIGINT      NULL COMMENT 'operator; null: the system',
  created_at  DATETIME(3) NOT NULL,
  finished_at DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_at_a_time (merchant_id, running),
  KEY by_merchant (merchant_id, id),
  KEY due (status, lease_until),
  KEY files (has_file, finished_at)
) ENGINE = InnoDB;

-- The prints of a batch: whose, with which code, and why one is missing.
CREATE TABLE material_item (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  batch_id    BIGINT      NOT NULL,
  place       INT         NOT NULL COMMENT 'from 0 on, in the order of printing',
  subject_id  BIGINT      NOT NULL COMMENT 'store or member of staff',
  code_id     BIGINT      NULL COMMENT 'null: none could be claimed from',
  name        VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL COMMENT 'of the store or person when it was asked for',
  failed_as   VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'why it is not in the file; null: it is, or will be',
  PRIMARY KEY (id),
  UNIQUE KEY one_place (merchant_id, batch_id, place),
  KEY failures (merchant_id, batch_id, failed_as),
  KEY by_code (merchant_id, code_id, batch_id)
) ENGINE = InnoDB;

-- The file of a batch, piece by piece.
CREATE TABLE material_chunk (
  id          BIGINT     NOT NULL,
  merchant_id BIGINT     NOT NULL,
  batch_id    BIGINT     NOT NULL,
  place       INT        NOT NULL COMMENT 'from 0 on',
  data        MEDIUMBLOB NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_place (merchant_id, batch_id, place)
) ENGINE = InnoDB;
