-- owner: delivery
-- By what a delivery is found to be suppressed: the keyed hash of its address, which stays when that is erased. And
-- when whoever gets it is not to be disturbed. All null in what is there and in what the version before writes: no
-- row is rewritten, the locks are short. What has no hash cannot be found to be suppressed by its address.
ALTER TABLE delivery_message
  -- HMAC-SHA-256
  ADD COLUMN address_hash bytea,
  -- by the clock on the wall, 23:00-07:00; null: never
  ADD COLUMN quiet_window text,
  -- where that clock hangs: an IANA name or an offset. Read by Java alone: to PostgreSQL +03:00 is three hours west.
  ADD COLUMN time_zone    text,
  ADD CONSTRAINT delivery_address_hash CHECK (octet_length(address_hash) = 32) NOT VALID,
  ADD CONSTRAINT delivery_quiet_window CHECK (
    (quiet_window IS NULL) = (time_zone IS NULL) AND length(time_zone) <= 64
      AND quiet_window ~ '^[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]$' IS NOT FALSE) NOT VALID;

-- The quiet hours that are going on or come next, as instants: known to Java when the delivery is stored, and found
-- anew when they are over, or when the delivery gets another time, which makes them -infinity.
ALTER TABLE delivery_state
  ADD COLUMN quiet_from  timestamptz,
  ADD COLUMN quiet_until timestamptz,
  ADD CONSTRAINT delivery_quiet_hours CHECK (
    (quiet_from IS NULL) = (quiet_until IS NULL) AND quiet_from <= quiet_until) NOT VALID;
