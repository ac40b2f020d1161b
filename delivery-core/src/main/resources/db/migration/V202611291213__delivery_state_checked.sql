-- owner: delivery
-- Reads both tables once; nobody waits meanwhile.
ALTER TABLE delivery_state VALIDATE CONSTRAINT delivery_state_id_fkey;
ALTER TABLE delivery_message VALIDATE CONSTRAINT delivery_recipient_kind_check;
ALTER TABLE delivery_message VALIDATE CONSTRAINT delivery_content_number_check;
ALTER TABLE delivery_message VALIDATE CONSTRAINT delivery_has_a_text;
ANALYZE delivery_state;
