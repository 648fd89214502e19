-- What came of a code on a day: scans as they are gathered, claims and activations as a job counts them.
CREATE TABLE claim_code_day (
  id          BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL,
  code_id     BIGINT NOT NULL,
  store_id    BIGINT NULL COMMENT 'of the code or of its person, as it was when the day began to count',
  staff_id    BIGINT NULL COMMENT 'likewise of the code',
  day         DATE   NOT NULL COMMENT 'in the merchant''s zone',
  scans       BIGINT NOT NULL,
  claims      BIGINT NOT NULL,
  activations BIGINT NOT NULL COMMENT 'on that day, whenever they were claimed',
  PRIMARY KEY (id),
  UNIQUE KEY one_day (merchant_id, code_id, day),
  KEY by_day (merchant_id, day, code_id)
) ENGINE = InnoDB;

-- The job looks at what was claimed and activated lately, and counts a code's day.
ALTER TABLE claim
  ADD KEY lately_claimed (claimed_at),
  ADD KEY lately_activated (activated_at),
  ADD KEY by_code_and_time (merchant_id, code_id, claimed_at);

-- How many codes for ever an account has: among them stand those of members, which end.
ALTER TABLE follow_code
  ADD KEY for_ever (merchant_id, app_id, expires_at);
