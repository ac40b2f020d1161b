package io.chasqui.email.canary.smtp;

import io.chasqui.email.EmailWorkerApplication;

/** Breaks a rule so that the rule is seen to work. */
record KnowsTheApplication(EmailWorkerApplication application) {}
