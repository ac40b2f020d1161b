-- A delivery may carry no report, have waits of its own between its attempts, and belong to a trace.
-- Dropping NOT NULL and adding columns without a default rewrites nothing; the lock is short.
ALTER TABLE delivery
  -- null: no report is attached
  ALTER COLUMN attachment_name DROP NOT NULL,
  -- the waits after temporary failures, e.g. 'PT5S,PT30S', or '' for none; null: those of its channel
  ADD COLUMN retry_schedule text CHECK (length(retry_schedule) <= 1000),
  -- W3C Trace Context of the request; null: none was recorded
  ADD COLUMN traceparent text CHECK (traceparent ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$');
