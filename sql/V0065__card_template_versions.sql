-- What a card looked like and how it was claimed, one row for each time that it was written.
CREATE TABLE card_template_version (
  id                  BIGINT       NOT NULL,
  merchant_id         BIGINT       NOT NULL,
  template_id         BIGINT       NOT NULL,
  number              INT          NOT NULL COMMENT '1 for the first of its template, without a gap but for drafts thrown away',
  state               VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'DRAFT, PUBLISHED: in force or planned, PAST or TAKEN_BACK',
  title               VARCHAR(27)  CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL COMMENT 'what stands on the card',
  color               VARCHAR(9)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'Color010 to Color102',
  notice              VARCHAR(48)  CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
  description         VARCHAR(3072) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
  service_phone       VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  settings            MEDIUMTEXT   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'JSON: validity, perks, links, profile and binding fields, stores, documents',
  number_kind         VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'SEQUENCE or PHONE',
  number_prefix       VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number_digits       INT          NOT NULL,
  follow_required     BOOLEAN      NOT NULL,
  sms_required        BOOLEAN      NOT NULL COMMENT 'on the H5 page, where the number rule does not ask for the phone anyway',
  auto_bind_or_create BOOLEAN      NOT NULL,
  welcome_bonus_fen   BIGINT       NOT NULL COMMENT 'credited once the card is active; 0: nothing',
  began_with          INT          NULL COMMENT 'number of the version that it was made from',
  publish_at          DATETIME(3)  NULL COMMENT 'from when on it is in force; null: a draft',
  written_at          DATETIME(3)  NOT NULL,
  written_by          BIGINT       NULL COMMENT 'operator',
  published_at        DATETIME(3)  NULL COMMENT 'when somebody decided so',
  published_by        BIGINT       NULL COMMENT 'operator',
  taken_back_at       DATETIME(3)  NULL,
  taken_back_by       BIGINT       NULL COMMENT 'operator',
  PRIMARY KEY (id),
  UNIQUE KEY one_number (merchant_id, template_id, number),
  KEY by_state (merchant_id, template_id, state),
  CONSTRAINT card_template_version_bonus_within CHECK (welcome_bonus_fen >= 0 AND welcome_bonus_fen <= 100000),
  CONSTRAINT card_template_version_dated CHECK ((state = 'DRAFT') = (publish_at IS NULL))
) ENGINE = InnoDB;

-- What there was is the first version; of what was taken back the cards go on showing it.
INSERT INTO card_template_version
  (id, merchant_id, template_id, number, state, title, color, notice, description, service_phone, settings, number_kind,
   number_prefix, number_digits, follow_required, sms_required, auto_bind_or_create, welcome_bonus_fen, publish_at,
   written_at, written_by)
SELECT id, merchant_id, id, 1, CASE WHEN publish_at IS NULL AND was_published = 0 THEN 'DRAFT' ELSE 'PUBLISHED' END,
       title, color, notice, description, service_phone, settings, number_kind,
       number_prefix, number_digits, follow_required, sms_required, auto_bind_or_create, welcome_bonus_fen,
       CASE WHEN was_published = 1 THEN created_at ELSE publish_at END,
       updated_at, updated_by
FROM card_template;

ALTER TABLE card_template
  DROP CONSTRAINT card_template_welcome_bonus_within,
  DROP COLUMN title,
  DROP COLUMN color,
  DROP COLUMN notice,
  DROP COLUMN description,
  DROP COLUMN service_phone,
  DROP COLUMN settings,
  DROP COLUMN number_kind,
  DROP COLUMN number_prefix,
  DROP COLUMN number_digits,
  DROP COLUMN follow_required,
  DROP COLUMN sms_required,
  DROP COLUMN auto_bind_or_create,
  DROP COLUMN welcome_bonus_fen;
