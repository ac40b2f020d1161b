-- Open deliveries in the order in which they are due: for what gives those without a live job a new
-- one, and for the age of the oldest. Partial, so that a delivery that has ended costs nothing here;
-- an open one adds an entry when it is stored and each time its due time changes. Builds under a lock
-- against writing, with one reading of the table: some seconds for each million deliveries.
CREATE INDEX delivery_open_by_due ON delivery (channel, due_at, id)
  WHERE status IN ('SCHEDULED', 'QUEUED', 'SENDING', 'RETRYING');

-- Rows of JobRunr's table of jobs that no worker can run, as they were, for a person to look at.
-- A job's id may be here more than once.
CREATE TABLE job_quarantine (
  id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  job_id        text        NOT NULL,
  job_signature text        NOT NULL,
  job_state     text        NOT NULL,
  job_as_json   text        NOT NULL,
  reason        text        NOT NULL,
  since         timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX job_quarantine_by_since ON job_quarantine (since);
