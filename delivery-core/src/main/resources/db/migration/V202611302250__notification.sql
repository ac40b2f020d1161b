-- owner: notification
-- Events that were decided for one recipient each, and the deliveries that came of them: docs/notifications.md.
-- Adds tables, and a trigger on the states of deliveries, whose lock is short.

CREATE TABLE notification (
  id                  uuid        PRIMARY KEY,
  -- in the directory; null: erased
  recipient_id        uuid,
  event               text        NOT NULL CHECK (event ~ '^[A-Za-z][A-Za-z0-9._-]{0,99}$'),
  business_key        text        CHECK (length(business_key) BETWEEN 1 AND 128),
  -- as it was written; null: erased
  data                json        CHECK (octet_length(data::text) <= 65536),
  -- by which a repetition with other data is known
  data_sha256         bytea       NOT NULL CHECK (octet_length(data_sha256) = 32),
  category            text        NOT NULL CHECK (length(category) BETWEEN 1 AND 300),
  -- those that were asked for, in this order; empty: the event's, or the installation's
  asked_channels      text[]      NOT NULL
    CHECK (asked_channels <@ ARRAY ['EMAIL', 'TELEGRAM', 'SMS', 'PUSH', 'WEBHOOK']),
  status              text        NOT NULL
    CHECK (status IN ('PENDING', 'IN_PROGRESS', 'DELIVERED', 'FAILED', 'CANCELLED')),
  -- why it failed or was cancelled, or UNCERTAIN
  reason              text        CHECK (reason ~ '^[A-Z][A-Z0-9_]{0,63}$'),
  -- the channel that is or was tried last, and by which template; null: none was chosen
  channel             text        CHECK (channel IN ('EMAIL', 'TELEGRAM', 'SMS', 'PUSH', 'WEBHOOK')),
  template            text        CHECK (length(template) <= 200),
  correlation_id      text        NOT NULL CHECK (length(correlation_id) BETWEEN 1 AND 128),
  requested_by        text,
  traceparent         text,
  -- when the event happened
  occurred_at         timestamptz NOT NULL,
  created_at          timestamptz NOT NULL,
  -- not before, never after
  scheduled_time      timestamptz NOT NULL,
  expires_at          timestamptz NOT NULL,
  -- when it is or was to be sent, by the last decision; null: never. Caps count by it
  planned_at          timestamptz,
  completed_at        timestamptz,
  -- of its newest deliveries
  round               integer     NOT NULL DEFAULT 0 CHECK (round >= 0),
  -- the first round since a person last had it tried again
  first_round         integer     NOT NULL DEFAULT 0 CHECK (first_round BETWEEN 0 AND round),
  -- as somebody told it who knows that it arrived
  provider_message_id text        CHECK (length(provider_message_id) <= 300),
  -- why, in short words: DecisionTrace reads and writes it. Nothing personal
  trace               jsonb       NOT NULL CHECK (octet_length(trace::text) <= 4096),
  erased_at           timestamptz,
  CHECK ((status IN ('DELIVERED', 'FAILED', 'CANCELLED')) = (completed_at IS NOT NULL)),
  CHECK (status <> 'FAILED' OR reason IS NOT NULL),
  CHECK (erased_at IS NULL OR (recipient_id, business_key) IS NULL AND data IS NULL)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

-- Somebody's, newest first; caps count by it too.
CREATE INDEX notification_by_recipient ON notification (recipient_id, id DESC) WHERE recipient_id IS NOT NULL;
CREATE INDEX notification_by_key ON notification (business_key, id DESC) WHERE business_key IS NOT NULL;
CREATE INDEX notification_open ON notification (event, id) WHERE status IN ('PENDING', 'IN_PROGRESS');
CREATE INDEX notification_failed ON notification (id) WHERE status = 'FAILED';
CREATE INDEX notification_to_be_erased ON notification (completed_at)
  WHERE completed_at IS NOT NULL AND erased_at IS NULL;

-- By what a repetition is known, until then.
CREATE TABLE notification_key (
  -- SHA-256 of event, recipient and business key or data
  key             bytea       PRIMARY KEY CHECK (octet_length(key) = 32),
  notification_id uuid        NOT NULL,
  until           timestamptz NOT NULL
);

CREATE INDEX notification_key_by_end ON notification_key (until);

-- Its deliveries, without a key onto them, as a month of deliveries is dropped as a whole.
CREATE TABLE notification_delivery (
  notification_id uuid    NOT NULL REFERENCES notification ON DELETE CASCADE,
  -- rises with each decision that makes deliveries
  round           integer NOT NULL CHECK (round >= 0),
  channel         text    NOT NULL CHECK (channel IN ('EMAIL', 'TELEGRAM', 'SMS', 'PUSH', 'WEBHOOK')),
  -- keyed
  address_hash    bytea   NOT NULL CHECK (octet_length(address_hash) = 32),
  delivery_id     uuid    NOT NULL UNIQUE,
  template        text    CHECK (length(template) <= 200),
  -- why it was ended for another channel; null: it was not
  ended_by        text    CHECK (ended_by = 'NEXT_CHANNEL'),
  PRIMARY KEY (notification_id, round, channel, address_hash)
);

-- One row for each person whose messages are counted just now: whoever counts holds it.
CREATE TABLE notification_cap (
  recipient_id uuid        PRIMARY KEY,
  used_at      timestamptz NOT NULL
);

-- Notifications that want a decision, in steps (docs/adr/0034). Rows are only added and taken, so that whoever
-- ends a delivery waits for no step.
CREATE TABLE notification_look (
  id              uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
  notification_id uuid        NOT NULL,
  step            bigint      NOT NULL DEFAULT 0,
  due_at          timestamptz DEFAULT now(),
  failures        integer     NOT NULL DEFAULT 0
);

CREATE INDEX notification_look_due ON notification_look (due_at) WHERE due_at IS NOT NULL;

-- What follows from a delivery is written with it: that one is under way, or arrived, and that another wants a
-- decision. Whoever changes deliveries holds their rows before this locks notifications, each in the order of ids.
CREATE FUNCTION tell_notifications_of_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  concerned uuid[];
BEGIN
  IF NOT EXISTS (SELECT FROM notification_delivery) THEN
    RETURN NULL;
  END IF;
  concerned := ARRAY (
    SELECT DISTINCT made.notification_id
    FROM after FULL JOIN before ON before.id = after.id
    CROSS JOIN LATERAL (
      SELECT notification_id FROM notification_delivery WHERE delivery_id = after.id OFFSET 0) AS made
    WHERE (before.status, before.failed_attempts) IS DISTINCT FROM (after.status, after.failed_attempts));
  IF concerned = '{}' THEN
    RETURN NULL;
  END IF;
  PERFORM FROM notification WHERE id = ANY (concerned) ORDER BY id FOR NO KEY UPDATE;
  UPDATE notification SET
    status = CASE WHEN news.status = 'DELIVERED' THEN 'DELIVERED' ELSE 'IN_PROGRESS' END,
    completed_at = CASE WHEN news.status = 'DELIVERED' THEN now() END,
    reason = CASE WHEN news.status = 'UNCERTAIN' THEN 'UNCERTAIN' END,
    channel = news.channel,
    template = news.template
  FROM (
    SELECT DISTINCT ON (made.notification_id) made.notification_id, made.template, after.status, after.channel
    FROM after FULL JOIN before ON before.id = after.id
    CROSS JOIN LATERAL (
      SELECT notification_id, template FROM notification_delivery
      WHERE delivery_id = after.id OFFSET 0) AS made
    WHERE before.status IS DISTINCT FROM after.status
      AND after.status IN ('SENDING', 'RETRYING', 'UNCERTAIN', 'DELIVERED')
    ORDER BY made.notification_id, after.status = 'DELIVERED' DESC, after.status = 'UNCERTAIN' DESC
  ) AS news
  WHERE notification.id = news.notification_id AND notification.status IN ('PENDING', 'IN_PROGRESS');
  INSERT INTO notification_look (notification_id)
  SELECT DISTINCT made.notification_id
  FROM after FULL JOIN before ON before.id = after.id
  CROSS JOIN LATERAL (
    SELECT notification_id FROM notification_delivery WHERE delivery_id = after.id OFFSET 0) AS made
  WHERE before.status IS DISTINCT FROM after.status
    AND (after.status IN ('FAILED', 'EXPIRED', 'SUPPRESSED', 'CANCELLED')
      OR after.status = 'RETRYING' AND after.failed_attempts > before.failed_attempts);
  IF FOUND THEN
    PERFORM pg_notify('chasqui_steps', 'notifications');
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER delivery_of_a_notification_has_changed AFTER UPDATE ON delivery_state
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION tell_notifications_of_deliveries();
