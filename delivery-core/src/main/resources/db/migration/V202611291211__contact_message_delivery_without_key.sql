-- owner: contact
-- A delivery's row goes without waiting for other tables. Locks delivery first, as who stores a message does;
-- both for an instant.
LOCK TABLE delivery IN ACCESS EXCLUSIVE MODE;
ALTER TABLE contact_message_delivery DROP CONSTRAINT contact_message_delivery_delivery_id_fkey;
