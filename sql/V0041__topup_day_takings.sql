-- What one operator has taken in by top-ups on a merchant's business day: locked and counted with each of them.
CREATE TABLE day_takings (
  id           BIGINT NOT NULL,
  merchant_id  BIGINT NOT NULL,
  operator_id  BIGINT NOT NULL,
  business_day DATE   NOT NULL COMMENT 'in the zone of the merchant',
  taken_fen    BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_day (merchant_id, operator_id, business_day),
  CONSTRAINT day_takings_not_below_zero CHECK (taken_fen >= 0)
) ENGINE = InnoDB;
