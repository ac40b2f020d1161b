-- owner: delivery
-- What deliveries say, stored once where several say the same: a delivery has a text of its own, or names one
-- of these. Nothing writes one yet; who sends and who shows deliveries reads through it already.
CREATE TABLE message_content (
  id        uuid    PRIMARY KEY,
  subject   text    CHECK (length(subject) <= 200),
  text      text    CHECK (length(text) <= 50000),
  html      text    CHECK (octet_length(html) <= 262144),
  -- JSON, as the bytes that go out: jsonb would reorder them
  push      text    CHECK (octet_length(push) <= 3800),
  -- a topic's is longer than a notification's
  webhook   text    CHECK (octet_length(webhook) <= 327680),
  -- of what it said; stays
  sha256    text    NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  -- whether it names or tells of a person: then it is erased with the last delivery that says it
  personal  boolean NOT NULL,
  erased_at timestamptz,
  CONSTRAINT content_says_something_or_is_erased CHECK (
    (num_nonnulls(text, html, push, webhook) = 0) = (erased_at IS NOT NULL)
    AND (erased_at IS NULL OR subject IS NULL))
);

-- Which deliveries say it; those with a text of their own cost nothing here. Built under a lock against
-- writing, as long as it takes to read the table once.
CREATE INDEX delivery_by_content ON delivery_message (content_id) WHERE content_id IS NOT NULL;
