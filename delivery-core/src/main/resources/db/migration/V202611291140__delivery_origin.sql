-- owner: delivery
-- Whose a delivery is: what made it and who asked for it; and which report it carries. No row is
-- rewritten or read: the default is a constant, and a later migration looks at what was there before. The
-- previous version's servers go on, what they store is a request's.
ALTER TABLE delivery
  -- what made it: REQUEST, PLAIN_EMAIL, CONTACT, ALERT, …; a pattern, so that a feature needs no migration
  ADD COLUMN origin_kind text NOT NULL DEFAULT 'REQUEST',
  -- of that message of the contact form, that alert, …; null: its kind has none
  ADD COLUMN origin_id uuid,
  -- the name of a key, or a login, which is personal data; null: the server itself, or a version that
  -- did not keep it
  ADD COLUMN requested_by text,
  -- names the report; null: the correlation id does
  ADD COLUMN report_id text,
  ADD CONSTRAINT delivery_origin_kind
    CHECK (origin_kind ~ '^[A-Z][A-Z_]{0,30}$') NOT VALID,
  ADD CONSTRAINT delivery_requested_by
    CHECK (length(requested_by) BETWEEN 1 AND 255) NOT VALID,
  ADD CONSTRAINT delivery_report_id
    CHECK (report_id ~ '^[A-Za-z0-9._:-]{1,128}$') NOT VALID;
