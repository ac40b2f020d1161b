package io.chasqui.email.canary;

import org.jobrunr.jobs.Job;

/** Breaks a rule so that the rule is seen to work. */
record KnowsJobRunr(Job job) {}
