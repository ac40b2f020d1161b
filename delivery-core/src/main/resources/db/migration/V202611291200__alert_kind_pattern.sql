-- owner: alert
-- A kind of alert is a feature's to add, without a migration. The table is small: it is read once,
-- for an instant under a lock of its own.
ALTER TABLE alert
  DROP CONSTRAINT alert_kind_check,
  ADD CONSTRAINT alert_kind_check CHECK (kind ~ '^[A-Z][A-Z0-9_]{0,62}$');
