-- owner: intake
-- What a request made, of any kind: one delivery, or a thing that makes many. Its feature removes it by
-- a rule of its own, and a key by its age: there is no foreign key, so that neither waits for the other.
-- No row is rewritten; the locks on idempotency_key and delivery are short.
ALTER TABLE idempotency_key
  ADD COLUMN result_kind text NOT NULL DEFAULT 'DELIVERY',
  -- null: delivery_id, of the previous version's servers, which know no other kind. They read delivery_id
  -- too; so it is written as long as they run, and is the same.
  ADD COLUMN result_id uuid,
  ADD CONSTRAINT idempotency_result_kind CHECK (result_kind ~ '^[A-Z][A-Z_]{0,30}$') NOT VALID,
  DROP CONSTRAINT idempotency_key_delivery_id_fkey;

-- It was for the foreign key alone.
DROP INDEX idempotency_key_by_delivery;
