-- owner: delivery
-- Which deliveries carry a report that is not named by their correlation id, the newest first: one of them that
-- needs it is enough, and a report may go to a million people. In place of delivery_by_report, which the next
-- migration drops. Built under a lock against writing, as long as it takes to read the table once.
CREATE INDEX delivery_by_report_newest ON delivery_message (report_id, id DESC) WHERE report_id <> correlation_id;
