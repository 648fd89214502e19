-- What expired undecided never runs: a job empties its payload, and finds it here.
ALTER TABLE approval
  MODIFY COLUMN payload MEDIUMBLOB NULL COMMENT 'what it needs to run, encrypted; gone once decided, and soon after it has expired',
  ADD KEY by_expiry (status, expires_at);
