-- What a holder's orders have earned on the last business day that they earned on: daily bounds are counted here.
ALTER TABLE holder
  ADD COLUMN earned_on DATE NULL,
  ADD COLUMN earned_points BIGINT NOT NULL DEFAULT 0 COMMENT 'on that day';
