-- What of a commission wallet members may be paid at the counter.
ALTER TABLE referral_settings
  ADD COLUMN payout_least_fen BIGINT NULL COMMENT 'the least that is paid out at once; null: nothing is',
  ADD COLUMN payout_daily_fen BIGINT NULL COMMENT 'the most that one member is paid on a business day; null: no bound';
