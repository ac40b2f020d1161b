-- owner: link
-- The key of the tokens in links, where none is configured: made by the first process that needs one.
CREATE TABLE link_key (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  key      bytea   NOT NULL CHECK (octet_length(key) = 32)
);
