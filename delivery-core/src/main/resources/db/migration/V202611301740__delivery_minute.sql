-- owner: delivery
-- What ended, by the minute, for charts: counted from the deliveries a few seconds after they ended, through the
-- index delivery_to_be_erased, so that no delivery is written more often for it. After two days hours are
-- enough; they go with chasqui.retention.rows.

CREATE TABLE delivery_minute (
  minute  timestamptz NOT NULL,
  channel text        NOT NULL,
  status  text        NOT NULL,
  n       integer     NOT NULL CHECK (n > 0),
  -- of these, those that had more than one attempt
  retried integer     NOT NULL CHECK (retried BETWEEN 0 AND n),
  -- of those that were delivered by their first attempt, how many began how late: less than 16 ms, 32 ms,
  -- 64 ms and so on; the last one has all that were later than 4 min 22 s
  late_ms integer[]   NOT NULL CHECK (cardinality(late_ms) = 16),
  PRIMARY KEY (minute, channel, status)
);

CREATE TABLE delivery_hour (
  hour    timestamptz NOT NULL,
  channel text        NOT NULL,
  status  text        NOT NULL,
  n       bigint      NOT NULL CHECK (n > 0),
  retried bigint      NOT NULL CHECK (retried BETWEEN 0 AND n),
  late_ms bigint[]    NOT NULL CHECK (cardinality(late_ms) = 16),
  PRIMARY KEY (hour, channel, status)
);

-- Until when it is counted; one row.
CREATE TABLE delivery_counted (
  one   boolean     PRIMARY KEY DEFAULT true CHECK (one),
  until timestamptz NOT NULL
);

-- What ended before is not counted: the charts begin with this version.
INSERT INTO delivery_counted (until) VALUES (now());
