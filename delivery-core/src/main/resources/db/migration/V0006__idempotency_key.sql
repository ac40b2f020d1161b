-- Requests that were done under an Idempotency-Key, so that a repeated one is answered and not done
-- again. Digests only: callers may write anything into a key, and a request is personal data.
CREATE TABLE idempotency_key (
  key_sha256     text        PRIMARY KEY CHECK (key_sha256 ~ '^[0-9a-f]{64}$'),
  -- of what was understood of the request when it was received
  request_sha256 text        NOT NULL CHECK (request_sha256 ~ '^[0-9a-f]{64}$'),
  delivery_id    uuid        NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
  received_at    timestamptz NOT NULL
);

-- For removing those that are old, and those of a delivery that is removed.
CREATE INDEX idempotency_key_by_age ON idempotency_key (received_at);
CREATE INDEX idempotency_key_by_delivery ON idempotency_key (delivery_id);
