-- owner: suppression
-- Who must not be written to, and of what people may say that they do not want it.

CREATE TABLE category (
  name      text    PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 300),
  -- nobody can refuse it
  mandatory boolean NOT NULL
);

INSERT INTO category (name, mandatory) VALUES ('general', false), ('security', true);

CREATE TABLE suppression (
  id              uuid        PRIMARY KEY,
  -- null: whatever goes to the recipient
  channel         text        CHECK (channel IN ('EMAIL', 'TELEGRAM', 'SMS', 'PUSH', 'WEBHOOK')),
  -- whom it is about: an address, by its keyed hash, or somebody in the directory
  address_hash    bytea       CHECK (octet_length(address_hash) = 32),
  recipient_id    uuid,
  -- null: whatever it is about
  category        text        CHECK (length(category) BETWEEN 1 AND 300),
  reason          text        NOT NULL CHECK (reason ~ '^[A-Z][A-Z_]{0,31}$'),
  -- the delivery that showed it, without a foreign key, as a month of deliveries is dropped as a whole
  source_delivery uuid,
  masked_address  text        CHECK (length(masked_address) <= 254),
  since           timestamptz NOT NULL,
  -- null: for good
  until           timestamptz,
  CONSTRAINT suppression_of_one CHECK (num_nonnulls(address_hash, recipient_id) = 1),
  CONSTRAINT suppression_of_an_address_has_its_channel CHECK (address_hash IS NULL OR channel IS NOT NULL),
  CONSTRAINT suppression_unsubscribed_from CHECK (reason <> 'UNSUBSCRIBED' OR category IS NOT NULL)
);

-- One of a reason. The hash comes first: that is what each delivery is asked by, once or twice.
CREATE UNIQUE INDEX suppression_by_address ON suppression (
  address_hash, channel, reason, (coalesce(category, ''))) WHERE address_hash IS NOT NULL;
CREATE UNIQUE INDEX suppression_by_recipient ON suppression (
  recipient_id, (coalesce(channel, '')), reason, (coalesce(category, ''))) WHERE recipient_id IS NOT NULL;
-- A list is newest first.
CREATE INDEX suppression_by_reason ON suppression (reason, id DESC);
