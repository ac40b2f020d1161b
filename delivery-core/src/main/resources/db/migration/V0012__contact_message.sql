-- What people wrote into the contact form. Besides delivery the one table with personal data that
-- callers send; the deliveries that tell of a message repeat it, and are removed with it.
CREATE TABLE contact_message (
  id          uuid        PRIMARY KEY,
  received_at timestamptz NOT NULL,
  name        text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  email       text        NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  message     text        NOT NULL CHECK (length(message) BETWEEN 1 AND 5000),
  -- in which the sender was answered
  language    text        NOT NULL CHECK (language ~ '^[a-z]{2}$')
);

-- For removing those that are old.
CREATE INDEX contact_message_by_age ON contact_message (received_at);

-- The deliveries that tell of a message, one for each recipient that was configured then.
CREATE TABLE contact_message_delivery (
  contact_message_id uuid NOT NULL REFERENCES contact_message (id) ON DELETE CASCADE,
  delivery_id        uuid NOT NULL UNIQUE REFERENCES delivery (id) ON DELETE CASCADE,
  PRIMARY KEY (contact_message_id, delivery_id)
);
