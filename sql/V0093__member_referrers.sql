ALTER TABLE member
  ADD COLUMN rewards_stopped_at DATETIME(3) NULL COMMENT 'from when on bringing friends earns nothing',
  ADD KEY by_second_referrer (merchant_id, second_referrer_id, id);

-- Members whose referrer changed, until those below follow.
CREATE TABLE member_ancestry (
  id          BIGINT      NOT NULL,
  merchant_id BIGINT      NOT NULL,
  member_id   BIGINT      NOT NULL,
  step        TINYINT     NOT NULL COMMENT '1: those whom the member brought; 2: those whom they brought',
  last_id     BIGINT      NOT NULL COMMENT 'up to which they are right',
  created_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY by_merchant (merchant_id, id)
) ENGINE = InnoDB;
