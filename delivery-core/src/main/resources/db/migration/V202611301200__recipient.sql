-- owner: recipient
-- The directory of people and systems that are written to, and the key by which their addresses are hashed.

CREATE TABLE recipient (
  -- the caller's, or a version 7 UUID
  id                  uuid        PRIMARY KEY,
  -- the caller's own key
  external_id         text        CHECK (length(external_id) BETWEEN 1 AND 128),
  name                text        CHECK (length(name) BETWEEN 1 AND 200),
  -- as it was written
  email               text        CHECK (length(email) <= 254),
  -- beside each address its HMAC-SHA-256, by which suppressions and duplicates are found in SQL. It stays when
  -- the address is erased.
  email_hash          bytea       CHECK (octet_length(email_hash) = 32),
  phone               text        CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
  phone_hash          bytea       CHECK (octet_length(phone_hash) = 32),
  telegram_chat_id    text        CHECK (length(telegram_chat_id) <= 33),
  telegram_hash       bytea       CHECK (octet_length(telegram_hash) = 32),
  -- BCP 47
  locale              text        CHECK (length(locale) BETWEEN 2 AND 35),
  -- an IANA name; an offset is an interval, because PostgreSQL reads the text '+03:00' as three hours west
  time_zone           text        CHECK (length(time_zone) BETWEEN 1 AND 64),
  utc_offset          interval    CHECK (utc_offset BETWEEN interval '-18 hours' AND interval '18 hours'),
  tags                text[]      NOT NULL DEFAULT '{}' CHECK (cardinality(tags) <= 50),
  operator_code       text        CHECK (length(operator_code) BETWEEN 1 AND 16),
  -- whether it was given, and stays when the phone changes; else it comes from the phone
  operator_code_given boolean     NOT NULL DEFAULT false,
  attributes          jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
  -- what the search by a beginning reads: name and e-mail address in lower case, ordered byte by byte whatever
  -- the database's language is
  name_key            text        COLLATE "C",
  email_key           text        COLLATE "C",
  -- rises with each change of the recipient, its addresses or its preferences
  version             bigint      NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at          timestamptz NOT NULL,
  updated_at          timestamptz NOT NULL,
  -- when everything but the hashes of the addresses was emptied
  erased_at           timestamptz,
  CONSTRAINT recipient_has_one_zone CHECK (num_nonnulls(time_zone, utc_offset) <= 1),
  CONSTRAINT recipient_given_code_is_there CHECK (operator_code IS NOT NULL OR NOT operator_code_given),
  CONSTRAINT recipient_keys_of_search CHECK (
    (name IS NULL) = (name_key IS NULL) AND (email IS NULL) = (email_key IS NULL)),
  CONSTRAINT recipient_hash_of_each_address CHECK (
    erased_at IS NOT NULL
    OR (email IS NULL) = (email_hash IS NULL)
      AND (phone IS NULL) = (phone_hash IS NULL)
      AND (telegram_chat_id IS NULL) = (telegram_hash IS NULL)),
  CONSTRAINT recipient_whole_or_erased CHECK (
    erased_at IS NULL
    OR num_nonnulls(external_id, name, email, phone, telegram_chat_id, locale, time_zone, utc_offset,
        operator_code) = 0
      AND cardinality(tags) = 0 AND attributes = '{}')
);

CREATE UNIQUE INDEX recipient_by_external_id ON recipient (external_id) WHERE external_id IS NOT NULL;
-- Pages of a search by a beginning are in this order, those by what is equal in that of the ids, newest first.
CREATE INDEX recipient_by_name ON recipient (name_key, id) WHERE name_key IS NOT NULL;
CREATE INDEX recipient_by_email ON recipient (email_key, id) WHERE email_key IS NOT NULL;
CREATE INDEX recipient_by_phone ON recipient ((phone COLLATE "C"), id) WHERE phone IS NOT NULL;
CREATE INDEX recipient_by_email_hash ON recipient (email_hash) WHERE email_hash IS NOT NULL;
CREATE INDEX recipient_by_phone_hash ON recipient (phone_hash) WHERE phone_hash IS NOT NULL;
CREATE INDEX recipient_by_telegram_hash ON recipient (telegram_hash) WHERE telegram_hash IS NOT NULL;
CREATE INDEX recipient_by_operator_code ON recipient (operator_code, id) WHERE operator_code IS NOT NULL;
CREATE INDEX recipient_by_locale ON recipient (locale, id) WHERE locale IS NOT NULL;
CREATE INDEX recipient_by_tags ON recipient USING gin (tags);

-- The names of attributes that somebody has had: the columns of an export, known before its first row is read.
CREATE TABLE recipient_attribute (
  name text PRIMARY KEY CHECK (length(name) <= 200)
);

-- What somebody wants. Who said nothing has no row. Language and zone are the recipient's own.
CREATE TABLE recipient_preference (
  recipient_id      uuid   PRIMARY KEY REFERENCES recipient ON DELETE CASCADE,
  disabled_channels text[] NOT NULL DEFAULT '{}',
  -- go before whatever is enabled, and hold for mandatory categories too
  blocked_channels  text[] NOT NULL DEFAULT '{}',
  -- empty: the order of the installation
  channel_order     text[] NOT NULL DEFAULT '{}',
  -- quiet hours of one's own for these channels, in place of the installation's; null: none
  quiet_channels    text[],
  quiet_from        time,
  -- exclusive
  quiet_to          time,
  CONSTRAINT preference_known_channels CHECK (
    disabled_channels || blocked_channels || channel_order || coalesce(quiet_channels, '{}')
    <@ ARRAY['EMAIL', 'TELEGRAM', 'SMS', 'PUSH', 'WEBHOOK']),
  CONSTRAINT preference_quiet_hours_whole CHECK (
    num_nonnulls(quiet_channels, quiet_from, quiet_to) IN (0, 3))
);

CREATE TABLE recipient_category (
  recipient_id uuid    NOT NULL REFERENCES recipient ON DELETE CASCADE,
  category     text    NOT NULL CHECK (length(category) BETWEEN 1 AND 300),
  enabled      boolean NOT NULL,
  -- the only ones for it; empty: all
  channels     text[]  NOT NULL DEFAULT '{}'
    CHECK (channels <@ ARRAY['EMAIL', 'TELEGRAM', 'SMS', 'PUSH', 'WEBHOOK']),
  PRIMARY KEY (recipient_id, category)
);

-- The key of the hashes of addresses, where none is configured; else only what it makes of a known text, by
-- which another key is found: with that no stored hash would be found any more.
CREATE TABLE address_hash_key (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  key      bytea   CHECK (octet_length(key) = 32),
  proof    bytea   NOT NULL CHECK (octet_length(proof) = 32)
);
