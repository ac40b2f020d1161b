-- owner: delivery
-- What V202611301300 says of new rows is so of those that were there. Reads them once, and keeps nobody from writing.
ALTER TABLE delivery_message VALIDATE CONSTRAINT delivery_message_number_of_sms;
ALTER TABLE delivery_message VALIDATE CONSTRAINT delivery_segments_of_sms;
