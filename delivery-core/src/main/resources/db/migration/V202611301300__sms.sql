-- owner: delivery
-- An SMS has a number by which gateways know it, the same in each attempt, and takes so many parts. All null in
-- what is there, and in what the version before writes: no row is rewritten, the locks are short.
CREATE SEQUENCE delivery_message_number AS bigint;

ALTER TABLE delivery_message
  -- of that sequence, which makes it unique: an index that says so would have to be one of all months
  ADD COLUMN message_number bigint,
  -- stays when the text is erased
  ADD COLUMN segments       integer,
  ADD CONSTRAINT delivery_message_number_of_sms CHECK (message_number IS NULL OR channel = 'SMS') NOT VALID,
  ADD CONSTRAINT delivery_segments_of_sms CHECK (segments IS NULL OR channel = 'SMS' AND segments >= 1) NOT VALID;

ALTER SEQUENCE delivery_message_number OWNED BY delivery_message.message_number;
