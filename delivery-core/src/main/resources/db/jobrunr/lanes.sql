-- JobRunr's table, with the lane of each job's delivery beside it: docs/adr/0019. One transaction, so that a
-- start that dies leaves either all of it or nothing. Runs where an index without the lane is in place of one
-- of these: the version before has both so, under the same names, and makes them when they are missing.

-- Behind a long transaction, such as a dump's, the next statement would wait, and every other statement on
-- jobs behind it. The start fails instead, and the next one tries again.
SET LOCAL lock_timeout = '5s';

DROP INDEX IF EXISTS chasqui_jobs_enqueued;
DROP INDEX IF EXISTS chasqui_jobs_scheduled;

-- '': the lane of the queue's own channel, which is what the version before writes by naming none. No row
-- is rewritten. A lane of one host is CHANNEL:ORIGIN; a row that said anything else would be asked for by nobody,
-- or end each look for work.
ALTER TABLE jobrunr_jobs ADD COLUMN IF NOT EXISTS lane text NOT NULL DEFAULT ''
  CONSTRAINT chasqui_jobs_lane CHECK (lane = '' OR lane ~ '^[a-z]+:\S');

-- What a worker asks for: the jobs of its queue that wait on a lane, and the next ones that are due there;
-- and which lanes there are, from the first job of one to that of the next. Partial, so that jobs that run or
-- have ended cost nothing here.
CREATE INDEX chasqui_jobs_enqueued ON jobrunr_jobs (jobsignature, lane, updatedat) WHERE state = 'ENQUEUED';
CREATE INDEX chasqui_jobs_scheduled ON jobrunr_jobs (jobsignature, lane, scheduledat) WHERE state = 'SCHEDULED';
