-- owner: delivery
-- Which deliveries are not delivered for one reason, the newest first. Most have none, and are not in it. Built
-- under a lock against writing, as long as it takes to read the table once.
CREATE INDEX delivery_by_failure_code ON delivery_state (failure_code, id DESC) WHERE failure_code IS NOT NULL;
