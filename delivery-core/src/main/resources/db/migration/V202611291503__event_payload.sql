-- owner: event
-- An event says what kind it is of and what it is about, and has the rest in one column, so that a kind more
-- needs no columns more. As long as servers of the version before run, which read columns, those are written
-- too; what such a server writes, an alert, has no kind, and is read by its columns. The locks are short; the
-- rows of event_outbox are not read.
ALTER TABLE event_outbox
  -- DELIVERY, ALERT, …; a pattern, so that a feature needs no migration. Null: the version before wrote it
  ADD COLUMN kind       text,
  -- the delivery, the alert, …: events of one subject go out one after the other
  ADD COLUMN subject_id uuid,
  -- what its kind says, in the words of its schema; never about a person
  ADD COLUMN payload    jsonb,
  DROP CONSTRAINT event_is_of_a_delivery_or_of_an_alert,
  ADD CONSTRAINT event_kind CHECK (kind ~ '^[A-Z][A-Z_]{0,30}$') NOT VALID,
  ADD CONSTRAINT event_is_of_something CHECK (
    CASE WHEN kind IS NULL
      THEN (delivery_id IS NULL) <> (alert_id IS NULL)
      ELSE subject_id IS NOT NULL AND payload IS NOT NULL
    END) NOT VALID;

-- Its columns are those of event_outbox in their order, and two more: the version before sets events aside by
-- it. What is there is little, and a week old at most.
ALTER TABLE event_refused RENAME TO event_refused_before;
ALTER INDEX event_refused_pkey RENAME TO event_refused_before_pkey;
CREATE TABLE event_refused (
  LIKE event_outbox,
  reason     text        NOT NULL CHECK (length(reason) <= 500),
  refused_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (publisher, sequence)
);
INSERT INTO event_refused
SELECT (jsonb_populate_record(NULL::event_refused, to_jsonb(event_refused_before))).*
FROM event_refused_before;
DROP TABLE event_refused_before;

CREATE OR REPLACE FUNCTION write_events_of_new_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM event_publisher) THEN
    WITH event AS MATERIALIZED (
      SELECT nextval('event_sequence') AS sequence, gen_random_uuid() AS event_id, fresh.*,
        CASE WHEN fresh.completed_at IS NULL THEN fresh.due_at END AS planned_at
      FROM fresh
    )
    INSERT INTO event_outbox (
      publisher, sequence, event_id, occurred_at, kind, subject_id, traceparent, payload,
      delivery_id, correlation_id, channel, status, attempt, code, scheduled_time, due_at)
    SELECT
      publisher.name, event.sequence, event.event_id, clock_timestamp(), 'DELIVERY', event.id,
      message.traceparent,
      jsonb_build_object(
        'correlationId', message.correlation_id, 'channel', event.channel, 'status', event.status,
        'attempt', event.attempt, 'code', event.failure_code,
        'scheduledTime', event.scheduled_time, 'dueAt', event.planned_at),
      event.id, message.correlation_id, event.channel, event.status, event.attempt,
      event.failure_code, event.scheduled_time, event.planned_at
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
        before.status AS previous_status, after.*,
        CASE WHEN after.completed_at IS NULL THEN after.due_at END AS planned_at
      FROM after FULL JOIN before ON before.id = after.id
      WHERE (before.status, before.attempt, before.scheduled_time)
        IS DISTINCT FROM (after.status, after.attempt, after.scheduled_time)
    )
    INSERT INTO event_outbox (
      publisher, sequence, event_id, occurred_at, kind, subject_id, traceparent, payload,
      delivery_id, correlation_id, channel, status, previous_status, attempt, code, scheduled_time,
      due_at)
    SELECT
      publisher.name, event.sequence, event.event_id, clock_timestamp(), 'DELIVERY', event.id,
      message.traceparent,
      jsonb_build_object(
        'correlationId', message.correlation_id, 'channel', event.channel, 'status', event.status,
        'previousStatus', event.previous_status, 'attempt', event.attempt,
        'code', event.failure_code, 'scheduledTime', event.scheduled_time,
        'dueAt', event.planned_at),
      event.id, message.correlation_id, event.channel, event.status, event.previous_status,
      event.attempt, event.failure_code, event.scheduled_time, event.planned_at
    FROM event
    CROSS JOIN LATERAL (SELECT * FROM delivery_message WHERE id = event.id OFFSET 0) AS message
    CROSS JOIN event_publisher AS publisher;
  END IF;
  RETURN NULL;
END $$;
