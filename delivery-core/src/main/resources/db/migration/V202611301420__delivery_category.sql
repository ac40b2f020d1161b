-- owner: delivery
-- Of which category a delivery is, and the hash of what it said, which stays when that is erased. Both null in what
-- is there and in what the version before writes: no row is rewritten, the locks are short.
ALTER TABLE delivery_message
  ADD COLUMN category       text,
  -- set when its own columns are erased; of a content that is its own row's
  ADD COLUMN content_sha256 bytea,
  ADD CONSTRAINT delivery_category CHECK (length(category) BETWEEN 1 AND 300) NOT VALID,
  ADD CONSTRAINT delivery_content_hash CHECK (octet_length(content_sha256) = 32) NOT VALID;
