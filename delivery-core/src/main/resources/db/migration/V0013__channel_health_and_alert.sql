-- What each worker knows of its channel's peer, as the worker last told it: seldom, and when its circuit
-- breaker changes, never for each attempt. A row that is not renewed is of a worker that is gone.
CREATE TABLE channel_health (
  worker               text        NOT NULL CHECK (length(worker) <= 128),
  channel_key          text        NOT NULL CHECK (length(channel_key) <= 200),
  channel              text        NOT NULL CHECK (channel IN ('EMAIL', 'TELEGRAM', 'SMS', 'PUSH', 'WEBHOOK')),
  queue                text        NOT NULL CHECK (length(queue) <= 40),
  -- RESTING: left alone for a time that was stated, as after a 429
  breaker              text        NOT NULL CHECK (breaker IN ('CLOSED', 'HALF_OPEN', 'OPEN', 'RESTING')),
  consecutive_failures integer     NOT NULL CHECK (consecutive_failures >= 0),
  last_failure_code    text        CHECK (length(last_failure_code) <= 100),
  -- when the breaker came to be as it is
  changed_at           timestamptz NOT NULL,
  seen_at              timestamptz NOT NULL,
  PRIMARY KEY (worker, channel_key)
) WITH (fillfactor = 50);

-- Something that a person should know of, told once when it begins and once when it is over.
-- Nothing private: subjects are keys of channels and names of queues, details are codes and numbers.
CREATE TABLE alert (
  id          uuid        PRIMARY KEY,
  kind        text        NOT NULL CHECK (kind IN ('CHANNEL_FAULT', 'JOB_QUARANTINED', 'NO_WORKER', 'BACKLOG')),
  subject     text        NOT NULL CHECK (length(subject) <= 200),
  detail      text        NOT NULL CHECK (length(detail) <= 500),
  raised_at   timestamptz NOT NULL,
  resolved_at timestamptz CHECK (resolved_at >= raised_at),
  -- what the last message about it said, and when it was written
  told        text        CHECK (told IN ('RAISED', 'RESOLVED')),
  told_at     timestamptz,
  CONSTRAINT alert_told_has_a_time CHECK ((told IS NULL) = (told_at IS NULL))
);
-- Several servers may look at the same moment: one alert.
CREATE UNIQUE INDEX alert_open_once ON alert (kind, subject) WHERE resolved_at IS NULL;
CREATE INDEX alert_by_resolution ON alert (resolved_at);
