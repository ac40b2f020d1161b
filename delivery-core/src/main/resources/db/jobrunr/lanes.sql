-- JobRunr's table, with the lane of each job's delivery beside it: docs/adr/0019. Runs once. A process of
-- the version before makes these indexes only when they are missing by name, and so leaves the new ones. The
-- column comes last: it says that all of this is done.
DROP INDEX IF EXISTS chasqui_jobs_enqueued;
DROP INDEX IF EXISTS chasqui_jobs_scheduled;

-- '': the lane of the queue's own channel, which is what the version before writes by naming none. No row
-- is rewritten, the lock is short.
ALTER TABLE jobrunr_jobs ADD COLUMN lane text NOT NULL DEFAULT '';
