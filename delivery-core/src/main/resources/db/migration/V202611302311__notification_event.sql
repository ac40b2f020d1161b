-- owner: notification
-- What others are told of notifications, written with their changes as deliveries' events are: docs/adr/0012. The
-- locks are short. A server of the version before, which cannot read these events, sets them aside in
-- event_refused: docs/notifications-brokers.md says how they are handed over again.

-- Attempts of all its deliveries, without those that failed by a fault of our own.
CREATE FUNCTION attempts_of_notification(notification uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT count(*)
  FROM notification_delivery AS made
  CROSS JOIN LATERAL (
    SELECT FROM delivery_attempt
    WHERE delivery_id = made.delivery_id AND outcome IS DISTINCT FROM 'CHANNEL_FAULT' OFFSET 0) AS attempt
  WHERE made.notification_id = notification
$$;

-- A notification that failed at once is told of twice, in this order.
CREATE FUNCTION write_events_of_new_notifications() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM event_publisher) THEN
    WITH told AS MATERIALIZED (
      SELECT fresh.*, kind.type, kind.place
      FROM fresh
      CROSS JOIN (VALUES (1, 'CREATED'), (2, 'FAILED')) AS kind (place, type)
      WHERE kind.type = 'CREATED' OR fresh.status = 'FAILED'
      ORDER BY kind.place
    ), event AS MATERIALIZED (
      SELECT nextval('event_sequence') AS sequence, gen_random_uuid() AS event_id, told.* FROM told
    )
    INSERT INTO event_outbox (
      publisher, sequence, event_id, occurred_at, kind, subject_id, traceparent, payload)
    SELECT
      publisher.name, event.sequence, event.event_id, clock_timestamp(), 'NOTIFICATION', event.id,
      event.traceparent,
      jsonb_build_object(
        'type', event.type, 'correlationId', event.correlation_id,
        'recipientId', event.recipient_id,
        'channel', CASE WHEN event.status <> 'FAILED' THEN event.channel END,
        'reason', event.reason, 'attempts', 0)
    FROM event CROSS JOIN event_publisher AS publisher;
  END IF;
  RETURN NULL;
END $$;

-- FULL JOIN for the reason of write_events_of_changed_deliveries. One that a person has tried again and that
-- fails in the same statement has been both.
CREATE FUNCTION write_events_of_changed_notifications() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM event_publisher) THEN
    WITH told AS MATERIALIZED (
      SELECT after.*, kind.type
      FROM after FULL JOIN before ON before.id = after.id
      CROSS JOIN LATERAL (VALUES
        (1, 'RETRIED', before.status IN ('FAILED', 'CANCELLED')
          AND (after.status IN ('PENDING', 'IN_PROGRESS') OR after.first_round > before.first_round)),
        (2, 'DELIVERED', after.status = 'DELIVERED' AND before.status <> 'DELIVERED'),
        (2, 'FAILED', after.status = 'FAILED'
          AND (before.status <> 'FAILED' OR after.first_round > before.first_round))
      ) AS kind (place, type, is_so)
      WHERE kind.is_so
      ORDER BY kind.place
    ), event AS MATERIALIZED (
      SELECT nextval('event_sequence') AS sequence, gen_random_uuid() AS event_id, told.* FROM told
    )
    INSERT INTO event_outbox (
      publisher, sequence, event_id, occurred_at, kind, subject_id, traceparent, payload)
    SELECT
      publisher.name, event.sequence, event.event_id, clock_timestamp(), 'NOTIFICATION', event.id,
      event.traceparent,
      jsonb_build_object(
        'type', event.type, 'correlationId', event.correlation_id,
        'recipientId', event.recipient_id, 'channel', event.channel, 'reason', event.reason,
        'deliveredAt', CASE WHEN event.type = 'DELIVERED' THEN event.completed_at END,
        'attempts', CASE WHEN event.type = 'FAILED' THEN attempts_of_notification(event.id) ELSE 0 END)
    FROM event CROSS JOIN event_publisher AS publisher;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER notification_is_new AFTER INSERT ON notification
  REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION write_events_of_new_notifications();

CREATE TRIGGER notification_has_changed AFTER UPDATE ON notification
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION write_events_of_changed_notifications();
