-- When WeChat was last asked who a follower is in its other apps, so that not every push of theirs asks it again.
ALTER TABLE identity
  ADD COLUMN unionid_asked_at DATETIME(3) NULL COMMENT 'of somebody without a unionid' AFTER follow_at;
