-- What of an order counts for commissions.
ALTER TABLE spend
  ADD COLUMN commission_base BIGINT NOT NULL DEFAULT 0 COMMENT 'what counts for commissions; 0: it earns nobody any';
ALTER TABLE spend_line
  ADD COLUMN commission_base BIGINT NOT NULL DEFAULT 0 COMMENT 'the share of the line';
