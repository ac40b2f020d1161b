-- What is known of the reports that were stored through the API.
CREATE TABLE report (
  correlation_id text        PRIMARY KEY CHECK (correlation_id ~ '^[A-Za-z0-9._:-]{1,128}$'),
  size_bytes     bigint      NOT NULL CHECK (size_bytes > 0),
  sha256         text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  stored_at      timestamptz NOT NULL
);
