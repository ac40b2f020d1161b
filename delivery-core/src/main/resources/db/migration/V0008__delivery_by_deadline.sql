-- Deliveries that wait and have a deadline: they end when it passes, whether or not a worker may take
-- them. Builds under a lock against writing, as long as it takes to read the table once.
CREATE INDEX delivery_by_deadline ON delivery (expires_at)
  WHERE expires_at IS NOT NULL AND status IN ('SCHEDULED', 'QUEUED', 'RETRYING');
