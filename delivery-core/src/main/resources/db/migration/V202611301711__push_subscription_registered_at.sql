-- owner: push
-- When a browser was brought last, which tells those that are used from those that are not. The table is small.
ALTER TABLE push_subscription ADD COLUMN registered_at timestamptz NOT NULL DEFAULT now();
UPDATE push_subscription SET registered_at = created_at;
