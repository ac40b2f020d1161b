package io.chasqui.worker.jobrunr;

import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.concurrent.ConcurrentJobModificationResolver;
import org.jobrunr.server.configuration.ConcurrentJobModificationPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done when the row of a job that runs was changed or deleted by somebody else: nothing.
 * JobRunr would interrupt the run, in the middle of a message perhaps, or count a fault of its own
 * and end its server after some. The delivery's row decides who may send and record.
 */
final class IgnoreConcurrentJobChange implements ConcurrentJobModificationPolicy {

  private static final Logger log = LoggerFactory.getLogger(IgnoreConcurrentJobChange.class);

  @Override
  public ConcurrentJobModificationResolver toConcurrentJobModificationResolver(
      BackgroundJobServer server) {
    return overtaken ->
        log.debug("Jobs were changed by others: {}", overtaken.getConcurrentUpdatedJobs());
  }
}
