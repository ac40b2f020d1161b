-- owner: delivery
-- Whose a delivery is, where it was made for a recipient of the directory. Without a foreign key, as a month
-- of deliveries is dropped as a whole. The column costs nothing; the index is built under a lock against
-- writing, as long as it takes to read each month once.
ALTER TABLE delivery_message ADD COLUMN IF NOT EXISTS recipient_id uuid;

CREATE INDEX IF NOT EXISTS delivery_by_recipient_id ON delivery_message (recipient_id, id)
  WHERE recipient_id IS NOT NULL;
