-- Worker numbers of ids; an instance leases one and puts it into every id it makes.
CREATE TABLE id_worker (
  worker       SMALLINT UNSIGNED NOT NULL COMMENT '0 to 1023, the ten bits inside an id',
  fence        BIGINT            NOT NULL COMMENT 'grows each time the number changes hands',
  leased_from  DATETIME(3)       NOT NULL COMMENT 'first instant of ids under the present lease',
  leased_until DATETIME(3)       NOT NULL COMMENT 'first instant that is no longer covered',
  PRIMARY KEY (worker),
  KEY by_end (leased_until),
  CONSTRAINT id_worker_fits_ten_bits CHECK (worker < 1024)
) ENGINE = InnoDB;

INSERT INTO id_worker (worker, fence, leased_from, leased_until)
SELECT high.n * 32 + low.n, 0, '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000'
FROM (WITH RECURSIVE digits (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM digits WHERE n < 31) SELECT n FROM digits) high
CROSS JOIN (WITH RECURSIVE digits (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM digits WHERE n < 31) SELECT n FROM digits) low;
