-- owner: delivery
-- What is to be erased next. An entry is written when a delivery ends, and goes when it is erased; those that
-- are uncertain have none. Built under a lock against writing, as long as it takes to read the table once.
CREATE INDEX delivery_to_be_erased ON delivery_state (completed_at)
  WHERE erased_at IS NULL AND status IN ('DELIVERED', 'FAILED', 'CANCELLED', 'EXPIRED', 'SUPPRESSED');
