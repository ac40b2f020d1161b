-- owner: delivery
-- Which deliveries carry a report that is not named by their correlation id: few, the others cost nothing
-- here. Built under a lock against writing, as long as it takes to read the table once.
CREATE INDEX delivery_by_report ON delivery_message (report_id) WHERE report_id <> correlation_id;
