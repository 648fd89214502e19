-- Whoever made a login knows its password: for some time, and until its person has chosen another one, both count as one person
-- where two are asked for.
ALTER TABLE operator
  ADD COLUMN added_by      BIGINT      NULL COMMENT 'the operator who did; null for those of before',
  ADD COLUMN login_made_by BIGINT      NULL COMMENT 'the operator who added it or made it anew',
  ADD COLUMN login_made_at DATETIME(3) NULL COMMENT 'when, or when its person first chose a password after that';

UPDATE operator SET login_made_by = lost_by, login_made_at = lost_at WHERE lost_at IS NOT NULL;

-- Whoever removes the second person first does not become the only one by it: so long as an action may wait, those who lost a
-- right still count as people who could have agreed. One row for each loss, so that a later, smaller one hides none, and that
-- it outlives the login and the role.
CREATE TABLE operator_loss (
  id          BIGINT        NOT NULL,
  merchant_id BIGINT        NOT NULL,
  operator_id BIGINT        NOT NULL COMMENT 'who lost it; may be gone',
  permissions VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'what was lost: names, comma-separated',
  lost_by     BIGINT        NULL COMMENT 'the operator who took it away',
  lost_at     DATETIME(3)   NOT NULL,
  PRIMARY KEY (id),
  KEY by_time (merchant_id, lost_at),
  KEY by_age (lost_at)
) ENGINE = InnoDB;

-- What was lost so far is not known to the letter any more: whatever takes a second person. Old losses are forgotten by a job.
INSERT INTO operator_loss (id, merchant_id, operator_id, permissions, lost_by, lost_at)
SELECT id, merchant_id, id, 'CARD_ATTRIBUTE,CARD_BIND,MONEY_APPROVE,OPERATOR_WRITE,WECHAT_APP_WRITE', lost_by, lost_at
FROM operator
WHERE lost_at IS NOT NULL AND lost_roles <> '';

ALTER TABLE operator
  DROP KEY by_loss,
  DROP COLUMN lost_at,
  DROP COLUMN lost_by,
  DROP COLUMN lost_roles;
