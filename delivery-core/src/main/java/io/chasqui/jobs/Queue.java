package io.chasqui.jobs;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.job.EmailJobs;
import io.chasqui.contract.job.MessagingJobs;
import io.chasqui.contract.job.PushJobs;
import io.chasqui.contract.job.SmsJobs;
import io.chasqui.contract.job.WebhookJobs;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.JobParameter;

/**
 * The jobs of one channel. All queues share one set of tables and one dashboard; a job belongs to
 * the queue of its signature. A worker process runs those of the channels whose adapters it has.
 */
public enum Queue {
  EMAIL(EmailJobs.class),
  /** Telegram's. */
  MESSAGING(MessagingJobs.class),
  /** Reserved, as those below: this version has no worker for it. */
  SMS(SmsJobs.class),
  PUSH(PushJobs.class),
  WEBHOOK(WebhookJobs.class);

  private static final String METHOD = "deliver";

  private static final List<Queue> SERVED = List.of(EMAIL, MESSAGING);

  private static final Map<String, Queue> BY_JOB_SIGNATURE =
      SERVED.stream().collect(toUnmodifiableMap(Queue::jobSignature, Function.identity()));

  private final Class<?> contract;
  private final String jobSignature;

  Queue(Class<?> contract) {
    this.contract = contract;
    this.jobSignature = contract.getName() + "." + METHOD + "(" + UUID.class.getName() + ")";
  }

  /** Those that this version has workers for. */
  public static List<Queue> served() {
    return SERVED;
  }

  static Queue of(Channel channel) {
    return switch (channel) {
      case EMAIL -> EMAIL;
      case TELEGRAM -> MESSAGING;
      case SMS -> SMS;
      case PUSH -> PUSH;
      case WEBHOOK -> WEBHOOK;
    };
  }

  /** The channels whose deliveries it carries. */
  public List<Channel> channels() {
    return Arrays.stream(Channel.values()).filter(channel -> of(channel) == this).toList();
  }

  /** As people and other programs read it: {@code email}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The queue whose workers take jobs of this signature; empty when none of this version does. The
   * other methods of the contracts are reserved: their jobs are left alone, see {@link
   * JobContracts}.
   */
  public static Optional<Queue> taking(String jobSignature) {
    return Optional.ofNullable(BY_JOB_SIGNATURE.get(jobSignature));
  }

  /** The contract of its jobs. */
  Class<?> contract() {
    return contract;
  }

  /** Of the jobs that its workers take, as JobRunr stores it: class, method and parameter types. */
  String jobSignature() {
    return jobSignature;
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
