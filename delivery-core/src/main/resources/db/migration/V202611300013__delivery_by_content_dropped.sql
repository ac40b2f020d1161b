-- owner: delivery
-- Nobody asks it any more. Apart from the migration before: it locks the table against everything, for an
-- instant, and gives up when somebody reads it for long, so that nobody waits behind it: start again later.
SET LOCAL lock_timeout = '10s';
DROP INDEX delivery_by_content;
ALTER INDEX delivery_by_content_whole_first RENAME TO delivery_by_content;
