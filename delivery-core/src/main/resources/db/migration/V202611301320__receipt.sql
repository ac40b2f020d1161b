-- owner: delivery
-- What a provider tells of a message after it has taken it; when that was, receipt_at, is there. No row is rewritten,
-- the locks are short but for the index, which is made under a lock against writing, as long as it takes to read the
-- table once.
ALTER TABLE delivery_state
  ADD COLUMN receipt      text,
  -- why it has not arrived, as the provider numbers it
  ADD COLUMN receipt_code text,
  ADD CONSTRAINT delivery_receipt CHECK (
    receipt IN ('RECEIVED', 'UNDELIVERED') AND receipt_at IS NOT NULL AND length(receipt_code) <= 32
    OR num_nonnulls(receipt, receipt_code) = 0) NOT VALID;

-- A provider calls a message as it named it. Deliveries of other channels cost nothing here.
CREATE INDEX delivery_by_provider_message ON delivery_state (provider_message_id)
  WHERE channel = 'SMS' AND provider_message_id IS NOT NULL;

CREATE OR REPLACE VIEW delivery AS
SELECT
  message.id, message.correlation_id, message.channel, state.status, message.recipient_kind,
  message.recipient, message.subject, message.message, message.attachment_name, message.customer_id,
  message.on_unknown, state.scheduled_time, state.due_at, state.expires_at, message.created_at,
  state.completed_at, state.attempt, state.failed_attempts, state.failure_code, state.failure_detail,
  state.provider_message_id, message.retry_schedule, message.traceparent, message.origin_kind,
  message.origin_id, message.requested_by, message.report_id, message.content_number,
  message.content_id, state.lane, state.band, state.receipt_at, state.erased_at,
  message.message_number, message.segments, state.receipt, state.receipt_code
FROM delivery_message AS message
JOIN delivery_state AS state ON state.id = message.id AND state.channel = message.channel;
