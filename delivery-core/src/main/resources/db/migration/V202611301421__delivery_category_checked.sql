-- owner: delivery
-- What V202611301420 says of new rows is so of those that were there. Reads them once, and keeps nobody from writing.
ALTER TABLE delivery_message VALIDATE CONSTRAINT delivery_category;
ALTER TABLE delivery_message VALIDATE CONSTRAINT delivery_content_hash;
