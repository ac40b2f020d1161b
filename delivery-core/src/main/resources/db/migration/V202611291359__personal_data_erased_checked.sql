-- owner: delivery
-- Reads both tables once; nobody waits meanwhile.
ALTER TABLE delivery_message VALIDATE CONSTRAINT delivery_whole_or_erased;
ALTER TABLE delivery_state VALIDATE CONSTRAINT delivery_erased_has_ended;
