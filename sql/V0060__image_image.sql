-- Pictures that merchants uploaded, as we painted them anew.
CREATE TABLE image (
  id           BIGINT      NOT NULL,
  merchant_id  BIGINT      NOT NULL,
  hash         CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'SHA-256 of data, hexadecimal',
  format       VARCHAR(4)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'PNG or JPEG',
  width        INT         NOT NULL COMMENT 'pixels',
  height       INT         NOT NULL COMMENT 'pixels',
  size         INT         NOT NULL COMMENT 'bytes',
  data         MEDIUMBLOB  NOT NULL,
  unused_since DATETIME(3) NULL COMMENT 'null: something used it when that was last looked at',
  created_at   DATETIME(3) NOT NULL,
  created_by   BIGINT      NULL COMMENT 'operator; null: the system',
  PRIMARY KEY (id),
  UNIQUE KEY one_content (merchant_id, hash),
  KEY by_hash (hash),
  KEY sizes (merchant_id, size)
) ENGINE = InnoDB;
