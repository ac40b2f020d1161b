-- owner: push
-- Browsers that recipients of the directory take push messages in.
CREATE TABLE push_subscription (
  id           uuid        PRIMARY KEY,
  -- whoever is erased loses them in that transaction
  recipient_id uuid        NOT NULL REFERENCES recipient ON DELETE CASCADE,
  -- a secret between browser and sender: whoever has it may send there
  endpoint     text        NOT NULL CHECK (length(endpoint) <= 2048),
  -- with what its messages are encrypted, in base64url: the browser's public key and its secret
  p256dh       text        NOT NULL CHECK (length(p256dh) = 87),
  auth         text        NOT NULL CHECK (length(auth) = 22),
  created_at   timestamptz NOT NULL DEFAULT now()
);

-- The same endpoint is the same subscription, whoever brings it.
CREATE UNIQUE INDEX push_subscription_by_endpoint ON push_subscription (endpoint);
CREATE INDEX push_subscription_by_recipient ON push_subscription (recipient_id, id);
