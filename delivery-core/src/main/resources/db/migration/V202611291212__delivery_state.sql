-- owner: delivery
-- A delivery's state apart from its message (docs/adr/0016). The table of deliveries becomes that of
-- messages: it loses columns, which changes the catalogue only. The state of each delivery is copied
-- once, under a lock against everything, so that nobody writes meanwhile: half a minute for a million
-- deliveries on a slow machine. Servers and workers of the version before wait that long, and run on: the
-- name delivery is a view of both, with a trigger that writes through it.

LOCK TABLE delivery IN ACCESS EXCLUSIVE MODE;

DROP TRIGGER delivery_is_new ON delivery;
DROP TRIGGER delivery_has_changed ON delivery;

-- What changes. No key and no index yet: they are made faster when the rows are there.
CREATE TABLE delivery_state (
  id                  uuid        NOT NULL,
  -- of the message too: lists of a channel read that one, what is due reads this one
  channel             text        NOT NULL,
  -- the deliveries that share their peers' fate; null: known from the channel
  lane                text        CHECK (length(lane) BETWEEN 1 AND 200),
  -- who goes first on a lane
  band                text        NOT NULL DEFAULT 'DIRECT' CHECK (band IN ('DIRECT', 'BULK')),
  status              text        NOT NULL CHECK (status IN (
                        'SCHEDULED', 'QUEUED', 'SENDING', 'RETRYING',
                        'DELIVERED', 'FAILED', 'CANCELLED', 'EXPIRED', 'SUPPRESSED', 'UNCERTAIN')),
  scheduled_time      timestamptz NOT NULL,
  -- when the delivery is looked at next: its time, its next attempt, or the end of a worker's lease
  due_at              timestamptz NOT NULL,
  expires_at          timestamptz,
  completed_at        timestamptz,
  -- the number of the newest attempt, and the fence: a worker records its outcome under its own number
  attempt             integer     NOT NULL DEFAULT 0 CHECK (attempt >= 0),
  -- attempts that used up a wait of the channel's retry schedule since the delivery was last started
  failed_attempts     integer     NOT NULL DEFAULT 0 CHECK (failed_attempts >= 0),
  failure_code        text,
  failure_detail      text        CHECK (length(failure_detail) <= 500),
  provider_message_id text,
  -- a provider's later word that it has arrived
  receipt_at          timestamptz,
  -- when personal data were erased from the message
  erased_at           timestamptz,
  CONSTRAINT delivery_completed_in_final_states CHECK (
    (completed_at IS NULL) = (status IN ('SCHEDULED', 'QUEUED', 'SENDING', 'RETRYING'))),
  CONSTRAINT delivery_failure_has_a_code CHECK (
    status NOT IN ('FAILED', 'EXPIRED', 'UNCERTAIN') OR failure_code IS NOT NULL)
) WITH (
  -- room for a row's next version on its own page
  fillfactor = 80,
  -- each row changes a few times and then rests
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.02);

INSERT INTO delivery_state (
  id, channel, status, scheduled_time, due_at, expires_at, completed_at, attempt, failed_attempts,
  failure_code, failure_detail, provider_message_id)
SELECT
  id, channel, status, scheduled_time, due_at, expires_at, completed_at, attempt, failed_attempts,
  failure_code, failure_detail, provider_message_id
FROM delivery ORDER BY id;

-- Indexes and checks of these columns go with them.
ALTER TABLE delivery RENAME TO delivery_message;
ALTER INDEX delivery_pkey RENAME TO delivery_message_pkey;
ALTER TABLE delivery_message
  DROP COLUMN status,
  DROP COLUMN scheduled_time,
  DROP COLUMN due_at,
  DROP COLUMN expires_at,
  DROP COLUMN completed_at,
  DROP COLUMN attempt,
  DROP COLUMN failed_attempts,
  DROP COLUMN failure_code,
  DROP COLUMN failure_detail,
  DROP COLUMN provider_message_id,
  -- which of its origin's texts it says: a mailing's content
  ADD COLUMN content_number integer,
  -- a text that several deliveries say, stored once; null: the row has a text of its own
  ADD COLUMN content_id uuid,
  ALTER COLUMN message DROP NOT NULL,
  DROP CONSTRAINT delivery_recipient_kind_check,
  -- NOT VALID: for what is written from now on; what is there is looked at by the next migration
  ADD CONSTRAINT delivery_recipient_kind_check CHECK (recipient_kind IN (
    'EMAIL_ADDRESS', 'CHAT_ID', 'PHONE_NUMBER', 'PUSH_SUBSCRIPTION', 'WEBHOOK_ENDPOINT')) NOT VALID,
  ADD CONSTRAINT delivery_content_number_check CHECK (content_number >= 1) NOT VALID,
  ADD CONSTRAINT delivery_has_a_text CHECK (message IS NOT NULL OR content_id IS NOT NULL) NOT VALID;

ALTER TABLE delivery_state ADD PRIMARY KEY (id);
ALTER TABLE delivery_state ADD CONSTRAINT delivery_state_id_fkey
  FOREIGN KEY (id) REFERENCES delivery_message ON DELETE CASCADE NOT VALID;

-- Each is written by every step of a delivery: a new index here has to be worth that. Lists are newest first.
CREATE INDEX delivery_by_status ON delivery_state (status, id DESC);
CREATE INDEX delivery_open_by_due ON delivery_state (channel, due_at, id)
  WHERE status IN ('SCHEDULED', 'QUEUED', 'SENDING', 'RETRYING');
CREATE INDEX delivery_by_deadline ON delivery_state (expires_at)
  WHERE expires_at IS NOT NULL AND status IN ('SCHEDULED', 'QUEUED', 'RETRYING');

-- Events (docs/adr/0012) hang on the state. The message is read row by row, and only when somebody is to be
-- told: OFFSET 0 keeps the planner from joining the whole table, which a session would then always do.
CREATE OR REPLACE FUNCTION write_events_of_new_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM event_publisher) THEN
    WITH event AS MATERIALIZED (
      SELECT nextval('event_sequence') AS sequence, gen_random_uuid() AS event_id, fresh.*
      FROM fresh
    )
    INSERT INTO event_outbox (
      publisher, sequence, event_id, occurred_at, delivery_id, correlation_id, channel, status,
      attempt, code, scheduled_time, due_at, traceparent)
    SELECT
      publisher.name, event.sequence, event.event_id, clock_timestamp(), event.id,
      message.correlation_id, event.channel, event.status, event.attempt, event.failure_code,
      event.scheduled_time, CASE WHEN event.completed_at IS NULL THEN event.due_at END,
      message.traceparent
    FROM event
    CROSS JOIN LATERAL (SELECT * FROM delivery_message WHERE id = event.id OFFSET 0) AS message
    CROSS JOIN event_publisher AS publisher;
  END IF;
  RETURN NULL;
END $$;

-- FULL JOIN, though each row has its other: it is never done by nested loops. A session keeps the plan
-- of its first statement, and after one that changed one delivery loops would be chosen for thousands.
CREATE OR REPLACE FUNCTION write_events_of_changed_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM event_publisher) THEN
    WITH event AS MATERIALIZED (
      SELECT nextval('event_sequence') AS sequence, gen_random_uuid() AS event_id,
        before.status AS previous_status, after.*
      FROM after FULL JOIN before ON before.id = after.id
      WHERE (before.status, before.attempt, before.scheduled_time)
        IS DISTINCT FROM (after.status, after.attempt, after.scheduled_time)
    )
    INSERT INTO event_outbox (
      publisher, sequence, event_id, occurred_at, delivery_id, correlation_id, channel, status,
      previous_status, attempt, code, scheduled_time, due_at, traceparent)
    SELECT
      publisher.name, event.sequence, event.event_id, clock_timestamp(), event.id,
      message.correlation_id, event.channel, event.status, event.previous_status, event.attempt,
      event.failure_code, event.scheduled_time,
      CASE WHEN event.completed_at IS NULL THEN event.due_at END, message.traceparent
    FROM event
    CROSS JOIN LATERAL (SELECT * FROM delivery_message WHERE id = event.id OFFSET 0) AS message
    CROSS JOIN event_publisher AS publisher;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER delivery_is_new AFTER INSERT ON delivery_state
  REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION write_events_of_new_deliveries();

CREATE TRIGGER delivery_has_changed AFTER UPDATE ON delivery_state
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION write_events_of_changed_deliveries();

-- A delivery as one: for people, for reports, and for the version before, which writes through it. The
-- channels are equal anyway: a condition on the channel finds the indexes of both.
CREATE VIEW delivery AS
SELECT
  message.id, message.correlation_id, message.channel, state.status, message.recipient_kind,
  message.recipient, message.subject, message.message, message.attachment_name, message.customer_id,
  message.on_unknown, state.scheduled_time, state.due_at, state.expires_at, message.created_at,
  state.completed_at, state.attempt, state.failed_attempts, state.failure_code, state.failure_detail,
  state.provider_message_id, message.retry_schedule, message.traceparent, message.origin_kind,
  message.origin_id, message.requested_by, message.report_id, message.content_number,
  message.content_id, state.lane, state.band, state.receipt_at, state.erased_at
FROM delivery_message AS message
JOIN delivery_state AS state ON state.id = message.id AND state.channel = message.channel;

ALTER VIEW delivery
  ALTER COLUMN attempt SET DEFAULT 0,
  ALTER COLUMN failed_attempts SET DEFAULT 0,
  ALTER COLUMN origin_kind SET DEFAULT 'REQUEST',
  ALTER COLUMN band SET DEFAULT 'DIRECT';

CREATE FUNCTION write_through_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM delivery_message WHERE id = OLD.id;
    RETURN CASE WHEN FOUND THEN OLD END;
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO delivery_message (
      id, correlation_id, channel, recipient_kind, recipient, subject, message, attachment_name,
      customer_id, on_unknown, created_at, retry_schedule, traceparent, origin_kind, origin_id,
      requested_by, report_id, content_number, content_id)
    VALUES (
      NEW.id, NEW.correlation_id, NEW.channel, NEW.recipient_kind, NEW.recipient, NEW.subject,
      NEW.message, NEW.attachment_name, NEW.customer_id, NEW.on_unknown, NEW.created_at,
      NEW.retry_schedule, NEW.traceparent, NEW.origin_kind, NEW.origin_id, NEW.requested_by,
      NEW.report_id, NEW.content_number, NEW.content_id);
    INSERT INTO delivery_state (
      id, channel, lane, band, status, scheduled_time, due_at, expires_at, completed_at, attempt,
      failed_attempts, failure_code, failure_detail, provider_message_id, receipt_at, erased_at)
    VALUES (
      NEW.id, NEW.channel, NEW.lane, NEW.band, NEW.status, NEW.scheduled_time, NEW.due_at,
      NEW.expires_at, NEW.completed_at, NEW.attempt, NEW.failed_attempts, NEW.failure_code,
      NEW.failure_detail, NEW.provider_message_id, NEW.receipt_at, NEW.erased_at);
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.correlation_id, NEW.channel, NEW.recipient_kind, NEW.recipient, NEW.subject,
      NEW.message, NEW.attachment_name, NEW.customer_id, NEW.on_unknown, NEW.created_at,
      NEW.retry_schedule, NEW.traceparent, NEW.origin_kind, NEW.origin_id, NEW.requested_by,
      NEW.report_id, NEW.content_number, NEW.content_id, NEW.lane, NEW.band, NEW.receipt_at,
      NEW.erased_at)
    IS DISTINCT FROM
     (OLD.id, OLD.correlation_id, OLD.channel, OLD.recipient_kind, OLD.recipient, OLD.subject,
      OLD.message, OLD.attachment_name, OLD.customer_id, OLD.on_unknown, OLD.created_at,
      OLD.retry_schedule, OLD.traceparent, OLD.origin_kind, OLD.origin_id, OLD.requested_by,
      OLD.report_id, OLD.content_number, OLD.content_id, OLD.lane, OLD.band, OLD.receipt_at,
      OLD.erased_at)
  THEN
    RAISE EXCEPTION 'through the view delivery only what its previous version changed may be changed'
      USING ERRCODE = 'feature_not_supported', HINT = 'Update delivery_message or delivery_state.';
  END IF;
  -- The statement has chosen the row without a lock. It is locked now, and changed only if it still is what
  -- was chosen. A lease that others have ended meanwhile is no reason against its worker's outcome.
  UPDATE delivery_state
  SET status = NEW.status, scheduled_time = NEW.scheduled_time, due_at = NEW.due_at,
    expires_at = NEW.expires_at, completed_at = NEW.completed_at, attempt = NEW.attempt,
    failed_attempts = NEW.failed_attempts, failure_code = NEW.failure_code,
    failure_detail = NEW.failure_detail, provider_message_id = NEW.provider_message_id
  WHERE id = OLD.id AND status = OLD.status AND attempt = OLD.attempt
    AND (due_at = OLD.due_at OR OLD.status = 'SENDING' AND NEW.status <> 'SENDING');
  RETURN CASE WHEN FOUND THEN NEW END;
END $$;

CREATE TRIGGER delivery_is_written INSTEAD OF INSERT OR UPDATE OR DELETE ON delivery
  FOR EACH ROW EXECUTE FUNCTION write_through_delivery();
