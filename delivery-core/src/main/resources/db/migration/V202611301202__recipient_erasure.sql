-- owner: recipient
-- Who is gone from the directory, and whose deliveries still have to be emptied.
ALTER TABLE recipient
  ADD COLUMN erasure_pending boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT recipient_pending_is_erased CHECK (erased_at IS NOT NULL OR NOT erasure_pending);

CREATE INDEX recipient_erasure_pending ON recipient (erased_at) WHERE erasure_pending;
