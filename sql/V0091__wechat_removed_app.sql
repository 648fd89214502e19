-- An app that is registered again takes the second person that other secrets take, or whoever removed it first would need none.
CREATE TABLE removed_app (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  app_id      VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  removed_by  BIGINT      NULL COMMENT 'the operator who did, the last time',
  removed_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY of_merchant (merchant_id, app_id)
) ENGINE = InnoDB;

-- What was removed before is known from the audit.
INSERT INTO removed_app (id, merchant_id, app_id, removed_by, removed_at)
SELECT MAX(id), merchant_id, JSON_UNQUOTE(JSON_EXTRACT(was, '$.appId')), MAX(actor_id), MAX(at)
FROM audit
WHERE action = 'WECHAT_APP_DELETED' AND JSON_EXTRACT(was, '$.appId') IS NOT NULL
GROUP BY merchant_id, JSON_UNQUOTE(JSON_EXTRACT(was, '$.appId'));
