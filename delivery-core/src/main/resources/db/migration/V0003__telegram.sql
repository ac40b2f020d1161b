-- Who has said hello to a bot: the only way from a phone number to a chat. A number has one chat, a
-- chat one number.
CREATE TABLE telegram_contact (
  bot_id       bigint      NOT NULL,
  phone_number text        NOT NULL CHECK (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  chat_id      bigint      NOT NULL,
  linked_at    timestamptz NOT NULL,
  PRIMARY KEY (bot_id, phone_number)
);
CREATE INDEX telegram_contact_by_chat ON telegram_contact (bot_id, chat_id);

-- Groups that became supergroups and so got another id.
CREATE TABLE telegram_chat_move (
  bot_id       bigint      NOT NULL,
  from_chat_id text        NOT NULL,
  to_chat_id   text        NOT NULL,
  moved_at     timestamptz NOT NULL,
  PRIMARY KEY (bot_id, from_chat_id)
);

-- Documents a bot has uploaded: sent again by file_id. A row without file_id is an upload that one
-- attempt (uploader) is making; it may be taken over after uploading_until.
CREATE TABLE telegram_file (
  bot_id          bigint      NOT NULL,
  sha256          text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  file_name       text        NOT NULL,
  file_id         text,
  uploaded_at     timestamptz,
  uploader        uuid,
  uploading_until timestamptz,
  PRIMARY KEY (bot_id, sha256, file_name),
  CONSTRAINT telegram_file_is_uploaded_or_being_uploaded CHECK (
    (file_id IS NULL) = (uploaded_at IS NULL)
    AND (uploader IS NULL) = (uploading_until IS NULL)
    AND (file_id IS NULL) = (uploader IS NOT NULL))
);

-- How many of a long message's texts Telegram has accepted while its delivery is under way.
CREATE TABLE telegram_progress (
  delivery_id uuid    PRIMARY KEY REFERENCES delivery (id) ON DELETE CASCADE,
  texts_sent  integer NOT NULL CHECK (texts_sent > 0)
);
