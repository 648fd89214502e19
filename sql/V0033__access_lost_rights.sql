-- Whoever removes the second person first does not become the only one by it: so long as an action may wait, those who lost a
-- right, or whose login somebody else made anew, still count as people who could have agreed.
ALTER TABLE operator
  ADD COLUMN lost_at    DATETIME(3)  NULL COMMENT 'when somebody else took rights away or made the login anew',
  ADD COLUMN lost_by    BIGINT       NULL COMMENT 'the operator who did',
  ADD COLUMN lost_roles VARCHAR(500) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'role ids until then, comma-separated',
  ADD KEY by_loss (merchant_id, lost_at);
