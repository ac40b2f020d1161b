-- owner: delivery
-- Whom an attempt goes to: its key, as in channel_pause. Null: the version before wrote it. No row is
-- rewritten, the lock is short.
ALTER TABLE delivery_attempt
  ADD COLUMN provider text,
  ADD CONSTRAINT delivery_attempt_provider_check CHECK (length(provider) BETWEEN 1 AND 200) NOT VALID;
