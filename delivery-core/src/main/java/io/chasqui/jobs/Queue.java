package io.chasqui.jobs;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.job.EmailJobs;
import io.chasqui.contract.job.MessagingJobs;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.JobParameter;

/**
 * Which kind of process runs a job. All queues share one set of tables and one dashboard; a job
 * belongs to the queue of its signature. A worker declares its queue as a bean.
 */
public enum Queue {
  EMAIL(EmailJobs.class),
  MESSAGING(MessagingJobs.class);

  private static final String METHOD = "deliver";

  private final Class<?> contract;

  Queue(Class<?> contract) {
    this.contract = contract;
  }

  static Queue of(Channel channel) {
    return channel == Channel.EMAIL ? EMAIL : MESSAGING;
  }

  /**
   * The channels whose deliveries it carries; the first is the one whose peer its workers tell of.
   */
  public List<Channel> channels() {
    return Arrays.stream(Channel.values()).filter(channel -> of(channel) == this).toList();
  }

  /** As people and other programs read it: {@code email}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a job contract has this method. */
  static boolean isContract(String className, String method) {
    return METHOD.equals(method)
        && Arrays.stream(values()).anyMatch(queue -> queue.contract.getName().equals(className));
  }

  /** The queue whose jobs have this signature. */
  public static Optional<Queue> ofSignature(String jobSignature) {
    return Arrays.stream(values())
        .filter(queue -> queue.jobSignature().equals(jobSignature))
        .findFirst();
  }

  /** As JobRunr stores it: class, method and parameter types. */
  String jobSignature() {
    return contract.getName() + "." + METHOD + "(" + UUID.class.getName() + ")";
  }

  /** What JobRunr is to call. */
  JobDetails job(UUID deliveryId) {
    return new JobDetails(contract.getName(), null, METHOD, List.of(new JobParameter(deliveryId)));
  }

  /** Whether this is what {@link #job} says, and nothing else. */
  boolean isJob(JobDetails details, UUID deliveryId) {
    return details.getClassName().equals(contract.getName())
        && details.getMethodName().equals(METHOD)
        && !details.hasStaticFieldName()
        && details.getJobParameters().size() == 1
        && deliveryId.equals(details.getJobParameters().get(0).getObject());
  }
}
