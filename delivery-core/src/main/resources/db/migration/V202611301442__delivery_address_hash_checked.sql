-- owner: delivery
-- What V202611301441 says of new rows is so of those that were there. Reads them once, and keeps nobody from writing.
ALTER TABLE delivery_message VALIDATE CONSTRAINT delivery_address_hash;
ALTER TABLE delivery_message VALIDATE CONSTRAINT delivery_quiet_window;
ALTER TABLE delivery_state VALIDATE CONSTRAINT delivery_quiet_hours;
