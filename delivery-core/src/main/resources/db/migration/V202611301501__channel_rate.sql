-- owner: lane
-- When a provider may be given its next message, where there is a bound on messages a second: one row for all workers together.
CREATE TABLE channel_rate (
  channel_key text        PRIMARY KEY CHECK (length(channel_key) <= 200),
  next_at     timestamptz NOT NULL
) WITH (fillfactor = 50);
