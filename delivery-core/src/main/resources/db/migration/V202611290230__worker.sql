-- owner: delivery
-- When each worker process gave its last sign of life, and since when it has given them without a
-- gap: one row for each start of a process, renewed every two seconds. Nothing waits for a lock here
-- but the two tables' own, for an instant.
CREATE TABLE worker (
  id           uuid        PRIMARY KEY,
  -- as in the attempts; a process that is started again may have the same
  name         text        NOT NULL CHECK (length(name) <= 128),
  seen_at      timestamptz NOT NULL,
  steady_since timestamptz NOT NULL CHECK (steady_since <= seen_at)
) WITH (fillfactor = 50);

-- Which process makes the attempt. Null: a version that gives no signs of life; its lease says when it
-- is lost.
ALTER TABLE delivery_attempt ADD COLUMN worker_id uuid;
