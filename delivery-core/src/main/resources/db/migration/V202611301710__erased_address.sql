-- owner: recipient
-- The keyed hashes of addresses whose owners were erased. Rows of the directory cannot keep them: an id may be used
-- again, by another address. A trigger writes them, so that servers of the version before do so too.

CREATE TABLE erased_address (
  address_hash bytea       PRIMARY KEY CHECK (octet_length(address_hash) = 32),
  erased_at    timestamptz NOT NULL
);

-- In one order for all, so that two who erase do not wait for each other.
CREATE FUNCTION remember_erased_addresses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO erased_address (address_hash, erased_at)
  SELECT hash, NEW.erased_at
  FROM unnest(ARRAY[NEW.email_hash, NEW.phone_hash, NEW.telegram_hash]) AS hash
  WHERE hash IS NOT NULL
  ORDER BY hash
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER recipient_is_erased AFTER UPDATE OF erased_at ON recipient
  FOR EACH ROW WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL)
  EXECUTE FUNCTION remember_erased_addresses();

INSERT INTO erased_address (address_hash, erased_at)
SELECT hash, min(recipient.erased_at)
FROM recipient CROSS JOIN LATERAL unnest(ARRAY[email_hash, phone_hash, telegram_hash]) AS hash
WHERE recipient.erased_at IS NOT NULL AND hash IS NOT NULL
GROUP BY hash;
