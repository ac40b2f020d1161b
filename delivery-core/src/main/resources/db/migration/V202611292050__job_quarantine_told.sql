-- owner: jobs
-- Whether people were told of a job that was set aside. Times cannot say it: a row may be committed after a message that is
-- younger than it. Of what is there already what came before the last message counts as told; servers of the version
-- before go on by the time.
ALTER TABLE job_quarantine ADD COLUMN told boolean NOT NULL DEFAULT true;
ALTER TABLE job_quarantine ALTER COLUMN told SET DEFAULT false;
UPDATE job_quarantine SET told = false
WHERE since > (SELECT max(told_at) FROM alert WHERE kind = 'JOB_QUARANTINED');
CREATE INDEX job_quarantine_untold ON job_quarantine (id) WHERE NOT told;
