-- owner: notification
-- Messages of brokers: which were decided, and how those are that take them. docs/notifications-brokers.md

-- A broker may bring a message again: by this it is known. Kept for 7 days.
CREATE TABLE consumed_message (
  -- which broker
  source      text        NOT NULL CHECK (source ~ '^[a-z]{1,32}$'),
  message_id  text        NOT NULL CHECK (length(message_id) BETWEEN 1 AND 255),
  consumed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (source, message_id)
);

CREATE INDEX consumed_message_by_age ON consumed_message (consumed_at);

-- Rows come and go in the order of time: clean up by their number, not by the table's size.
ALTER TABLE consumed_message SET (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50000,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 50000);

-- How the consumers of a broker's messages are, as the servers tell it that have some.
CREATE TABLE event_consumer (
  name         text        PRIMARY KEY CHECK (name ~ '^[a-z]{1,32}$'),
  -- when a running server last had it in its configuration
  wanted_at    timestamptz NOT NULL DEFAULT now(),
  -- when one of them last reached the broker; of one that was never reached, when that was first tried
  connected_at timestamptz NOT NULL DEFAULT now(),
  -- why the broker could not be reached when that was last tried; null: it could
  problem      text        CHECK (length(problem) <= 500),
  -- messages that were set aside
  dead_letters bigint      NOT NULL DEFAULT 0 CHECK (dead_letters >= 0)
);
