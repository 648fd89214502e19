-- What a card looks like and how it is claimed.
CREATE TABLE card_template (
  id                  BIGINT       NOT NULL,
  merchant_id         BIGINT       NOT NULL,
  kind                VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'INDIVIDUAL, LINKED or GROUP',
  name                VARCHAR(60)  CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL COMMENT 'what the merchant calls it',
  title               VARCHAR(27)  CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL COMMENT 'what stands on the card',
  color               VARCHAR(9)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'Color010 to Color102',
  notice              VARCHAR(48)  CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
  description         VARCHAR(3072) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
  service_phone       VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  settings            MEDIUMTEXT   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'JSON: validity, perks, links, profile and binding fields, documents',
  number_kind         VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'SEQUENCE or PHONE',
  number_prefix       VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number_digits       INT          NOT NULL,
  follow_required     BOOLEAN      NOT NULL,
  sms_required        BOOLEAN      NOT NULL COMMENT 'on the H5 page, where the number rule does not ask for the phone anyway',
  auto_bind_or_create BOOLEAN      NOT NULL,
  publish_at          DATETIME(3)  NULL COMMENT 'from when on it can be claimed; null: a draft',
  was_published       BOOLEAN      NOT NULL COMMENT 'it was in force once and was taken back',
  version             INT          NOT NULL,
  created_at          DATETIME(3)  NOT NULL,
  updated_at          DATETIME(3)  NOT NULL,
  updated_by          BIGINT       NULL COMMENT 'operator',
  PRIMARY KEY (id),
  KEY by_merchant (merchant_id, id)
) ENGINE = InnoDB;

-- The next card number of a merchant's prefix; taken in blocks.
CREATE TABLE card_number_sequence (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  prefix      VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  next_value  BIGINT      NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_sequence (merchant_id, prefix)
) ENGINE = InnoDB;
