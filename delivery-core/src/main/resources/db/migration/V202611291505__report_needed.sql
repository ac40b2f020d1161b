-- owner: report
-- When a report that was stored by the API was last known to be needed, beyond the time it was stored; may
-- lie ahead. So each is looked at about once before it goes. No row is rewritten; the index is built under a
-- lock against writing, as long as it takes to read the table once.
ALTER TABLE report ADD COLUMN needed_at timestamptz;
CREATE INDEX report_by_need ON report (greatest(stored_at, needed_at));
