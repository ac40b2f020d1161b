package io.chasqui.jobs;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.job.EmailJobs;
import io.chasqui.contract.job.MessagingJobs;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jobrunr.jobs.lambdas.IocJobLambda;

/**
 * Which kind of process runs a job. All queues share one set of tables and one dashboard; a job
 * belongs to the queue of its signature. A worker declares its queue as a bean.
 */
public enum Queue {
  EMAIL(EmailJobs.class),
  MESSAGING(MessagingJobs.class);

  private final Class<?> contract;

  Queue(Class<?> contract) {
    this.contract = contract;
  }

  static Queue of(Channel channel) {
    return channel == Channel.EMAIL ? EMAIL : MESSAGING;
  }

  /** The queue whose jobs have this signature. */
  public static Optional<Queue> ofSignature(String jobSignature) {
    return Arrays.stream(values())
        .filter(queue -> queue.jobSignature().equals(jobSignature))
        .findFirst();
  }

  /** As JobRunr stores it: class, method and parameter types. */
  String jobSignature() {
    return contract.getName() + ".deliver(" + UUID.class.getName() + ")";
  }

  /** What JobRunr is to call. It reads the lambda's byte code, so each is written out. */
  IocJobLambda<?> job(UUID deliveryId) {
    return switch (this) {
      case EMAIL -> (IocJobLambda<EmailJobs>) jobs -> jobs.deliver(deliveryId);
      case MESSAGING -> (IocJobLambda<MessagingJobs>) jobs -> jobs.deliver(deliveryId);
    };
  }
}
