-- What a person of WeChat is to be told about their membership when they next sign in.
ALTER TABLE identity
  ADD COLUMN notice VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'PHONE_TAKEN_OVER or JOINED_ELSEWHERE; gone once told' AFTER follow_at;
