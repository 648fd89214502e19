-- A push or message that has had its effect keeps nothing of what it said, and no push keeps the sender's own key, which
-- names a person: from now on the key is a keyed hash, which can't be made here. A repetition of a push that came before
-- is taken once more, which does no harm: handlers bear what comes late.
ALTER TABLE inbox
  MODIFY dedup_key VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'keyed hash of the sender''s identity of the push',
  MODIFY payload   MEDIUMBLOB   NOT NULL COMMENT 'the push, encrypted; empty once it is done';

ALTER TABLE outbox
  MODIFY payload   MEDIUMBLOB   NOT NULL COMMENT 'what to send, encrypted; empty once it is sent';

UPDATE inbox SET dedup_key = CONCAT('id:', id), payload = IF(status = 'DONE', '', payload);

UPDATE outbox SET payload = '' WHERE status = 'SENT';
