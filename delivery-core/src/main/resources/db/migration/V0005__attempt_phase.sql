-- How far an attempt has come, stored before its message's last byte goes out: what is known of it when
-- its worker is gone. Null: made by a version that kept no phases, so anything may have happened.
-- Adds columns without a default: no row is rewritten.
ALTER TABLE delivery_attempt
  ADD COLUMN phase text CHECK (phase IN ('CLAIMED', 'CONNECTED', 'TRANSMITTING', 'ANSWERED')),
  -- Since then the others take its worker for lost; it may not send any more.
  ADD COLUMN lost_at timestamptz;
