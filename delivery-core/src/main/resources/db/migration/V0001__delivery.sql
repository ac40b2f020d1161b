-- A delivery: one message to one recipient over one channel.
-- Personal data (recipient, subject, message, attachment_name) lives in this table alone.
CREATE TABLE delivery (
  id                  uuid        PRIMARY KEY,
  correlation_id      text        NOT NULL CHECK (correlation_id ~ '^[A-Za-z0-9._:-]{1,128}$'),
  channel             text        NOT NULL CHECK (channel IN ('EMAIL', 'TELEGRAM', 'SMS', 'PUSH', 'WEBHOOK')),
  status              text        NOT NULL CHECK (status IN (
                        'SCHEDULED', 'QUEUED', 'SENDING', 'RETRYING',
                        'DELIVERED', 'FAILED', 'CANCELLED', 'EXPIRED', 'SUPPRESSED', 'UNCERTAIN')),
  recipient_kind      text        NOT NULL CHECK (recipient_kind IN ('EMAIL_ADDRESS', 'CHAT_ID', 'PHONE_NUMBER')),
  recipient           text        NOT NULL CHECK (length(recipient) BETWEEN 1 AND 254),
  subject             text        CHECK (length(subject) <= 200),
  message             text        NOT NULL CHECK (length(message) <= 50000),
  attachment_name     text        NOT NULL CHECK (length(attachment_name) BETWEEN 1 AND 255),
  customer_id         bigint,
  on_unknown          text        NOT NULL CHECK (on_unknown IN ('RESEND', 'HOLD')),
  scheduled_time      timestamptz NOT NULL,
  -- when the delivery is looked at next: its time, its next attempt, or the end of a worker's lease
  due_at              timestamptz NOT NULL,
  expires_at          timestamptz,
  created_at          timestamptz NOT NULL,
  completed_at        timestamptz,
  -- the number of the newest attempt, and the fence: a worker records its outcome under its own number
  attempt             integer     NOT NULL DEFAULT 0 CHECK (attempt >= 0),
  -- attempts that used up a wait of the channel's retry schedule since the delivery was last started
  failed_attempts     integer     NOT NULL DEFAULT 0 CHECK (failed_attempts >= 0),
  failure_code        text,
  failure_detail      text        CHECK (length(failure_detail) <= 500),
  provider_message_id text,
  CONSTRAINT delivery_completed_in_final_states CHECK (
    (completed_at IS NULL) = (status IN ('SCHEDULED', 'QUEUED', 'SENDING', 'RETRYING'))),
  CONSTRAINT delivery_failure_has_a_code CHECK (
    status NOT IN ('FAILED', 'EXPIRED', 'UNCERTAIN') OR failure_code IS NOT NULL)
);

-- Lists are newest first by id: a version 7 UUID orders by time of creation.
CREATE INDEX delivery_by_correlation_id ON delivery (correlation_id, id DESC);
CREATE INDEX delivery_by_status ON delivery (status, id DESC);
CREATE INDEX delivery_by_recipient ON delivery (recipient, id DESC);
CREATE INDEX delivery_by_customer ON delivery (customer_id, id DESC) WHERE customer_id IS NOT NULL;

CREATE TABLE delivery_attempt (
  delivery_id uuid        NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
  number      integer     NOT NULL CHECK (number >= 1),
  worker      text        NOT NULL,
  started_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  outcome     text        CHECK (outcome IN (
                'DELIVERED', 'TEMPORARY_FAILURE', 'PERMANENT_FAILURE', 'CHANNEL_FAULT', 'UNKNOWN')),
  code        text,
  detail      text        CHECK (length(detail) <= 500),
  PRIMARY KEY (delivery_id, number),
  CONSTRAINT delivery_attempt_ends_with_an_outcome CHECK ((ended_at IS NULL) = (outcome IS NULL))
);

-- A channel (an SMTP host, a bot) that asked for silence or is at fault; all its workers keep to it.
CREATE TABLE channel_pause (
  channel_key  text        PRIMARY KEY CHECK (length(channel_key) <= 200),
  paused_until timestamptz NOT NULL,
  reason       text        NOT NULL
);
