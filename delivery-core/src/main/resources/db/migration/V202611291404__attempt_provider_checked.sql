-- owner: delivery
-- Reads the table once; nobody waits meanwhile.
ALTER TABLE delivery_attempt VALIDATE CONSTRAINT delivery_attempt_provider_check;
