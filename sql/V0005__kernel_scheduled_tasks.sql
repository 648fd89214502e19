-- Recurring and timed jobs; the columns are those that db-scheduler 16 reads.
CREATE TABLE scheduled_tasks (
  task_name            VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  task_instance        VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  task_data            MEDIUMBLOB   NULL,
  execution_time       TIMESTAMP(6) NOT NULL,
  picked               BOOLEAN      NOT NULL,
  picked_by            VARCHAR(50)  NULL,
  last_success         TIMESTAMP(6) NULL,
  last_failure         TIMESTAMP(6) NULL,
  consecutive_failures INT          NULL,
  last_heartbeat       TIMESTAMP(6) NULL,
  version              BIGINT       NOT NULL,
  priority             SMALLINT     NULL,
  state                VARCHAR(50)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (task_name, task_instance),
  KEY by_execution_time (execution_time),
  KEY by_last_heartbeat (last_heartbeat),
  KEY by_priority (priority, execution_time)
) ENGINE = InnoDB;
