-- JobRunr's table, made to take many jobs: docs/adr/0006. Runs at every start, after lanes.sql.

-- The dashboard's list of scheduled jobs.
CREATE INDEX IF NOT EXISTS chasqui_jobs_scheduled_list ON jobrunr_jobs (scheduledat) WHERE state = 'SCHEDULED';

-- Each change of a job writes to every index. Of these, the first is the beginning of
-- jobrunr_jobs_state_updated_idx, and no query of ours or of the dashboard uses the others.
DROP INDEX IF EXISTS jobrunr_state_idx;
DROP INDEX IF EXISTS jobrunr_job_signature_idx;
DROP INDEX IF EXISTS jobrunr_job_created_at_idx;
DROP INDEX IF EXISTS jobrunr_job_scheduled_at_idx;
DROP INDEX IF EXISTS jobrunr_job_rci_idx;

-- Rows change several times and then go: clean up early, and do not compress what lives so shortly.
ALTER TABLE jobrunr_jobs SET (
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.02,
  toast_tuple_target = 8160);
