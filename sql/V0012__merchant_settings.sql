-- What a merchant says to customers and which card it offers by itself.
ALTER TABLE merchant
  ADD COLUMN logo_url            VARCHAR(300) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN service_phone       VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN currency_symbol     VARCHAR(4)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '¥',
  ADD COLUMN member_called       VARCHAR(12)  CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '会员' COMMENT 'what a member is called',
  ADD COLUMN default_template_id BIGINT       NULL COMMENT 'offered to a plain follow of the official account',
  ADD COLUMN reply_text          VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL COMMENT 'words around the claim link; the product''s own when null',
  ADD COLUMN reply_keywords      VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '会员卡\n办卡\n领卡\n会员' COMMENT 'one a line; a message that is one of them is answered with the claim link',
  ADD COLUMN licence_name        VARCHAR(80)  CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL COMMENT 'as on the business licence',
  ADD COLUMN licence_number      VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN updated_by          BIGINT       NULL COMMENT 'operator';
