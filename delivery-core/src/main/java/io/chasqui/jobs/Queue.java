package io.chasqui.jobs;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.job.EmailJobs;
import io.chasqui.contract.job.MessagingJobs;
import io.chasqui.contract.job.PushJobs;
import io.chasqui.contract.job.SmsJobs;
import io.chasqui.contract.job.WebhookJobs;
import io.chasqui.delivery.Band;
import io.chasqui.delivery.Lane;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.JobParameter;
import org.jobrunr.utils.JobUtils;

/**
 * The jobs of one channel. All queues share one set of tables and one dashboard; a job belongs to
 * the queue of its signature. A worker process runs those of the channels whose adapters it has.
 */
public enum Queue {
  EMAIL(EmailJobs.class),
  /** Telegram's. */
  MESSAGING(MessagingJobs.class),
  SMS(SmsJobs.class),
  PUSH(PushJobs.class),
  WEBHOOK(WebhookJobs.class);

  /** Column {@code lane} of jobs has it for the channel's own lane. */
  private static final String OWN_LANE = "";

  private static final Map<String, Queue> BY_JOB_SIGNATURE =
      Arrays.stream(values())
          .flatMap(queue -> queue.jobSignatures().stream().map(name -> Map.entry(name, queue)))
          .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final Class<?> contract;
  private final String directSignature;
  private final String bulkSignature;

  Queue(Class<?> contract) {
    this.contract = contract;
    this.directSignature = signature(contract, Band.DIRECT);
    this.bulkSignature = signature(contract, Band.BULK);
  }

  private static String signature(Class<?> contract, Band band) {
    return contract.getName() + "." + methodOf(band) + "(" + UUID.class.getName() + ")";
  }

  /** What a worker calls: in that alone the jobs of bands differ. */
  private static String methodOf(Band band) {
    return switch (band) {
      case DIRECT -> "deliver";
      case BULK -> "deliverBulk";
    };
  }

  /** The queue that carries a channel's deliveries. */
  public static Queue of(Channel channel) {
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
   * The queue whose workers take jobs of this signature; empty when none of this version does.
   * {@code deliverChunk} of the contracts is reserved: its jobs are left alone, see {@link
   * JobContracts}.
   */
  public static Optional<Queue> taking(String jobSignature) {
    return Optional.ofNullable(BY_JOB_SIGNATURE.get(jobSignature));
  }

  /** The contract of its jobs. */
  public Class<?> contract() {
    return contract;
  }

  /**
   * Of the jobs of a band that its workers take, as JobRunr stores it: class, method and parameter
   * types.
   */
  public String jobSignature(Band band) {
    return band == Band.BULK ? bulkSignature : directSignature;
  }

  /** Of all jobs that its workers take. */
  public List<String> jobSignatures() {
    return List.of(directSignature, bulkSignature);
  }

  /** The band whose jobs have this signature; empty when none of this queue does. */
  public Optional<Band> bandOf(String jobSignature) {
    return Arrays.stream(Band.values())
        .filter(band -> jobSignature(band).equals(jobSignature))
        .findFirst();
  }

  /** The lane of its channel; other lanes are those of single hosts. */
  public Lane ownLane() {
    return Lane.of(channels().get(0));
  }

  /** A lane as column {@code lane} of jobs has it. */
  public String stored(Lane lane) {
    return lane.equals(ownLane()) ? OWN_LANE : lane.name();
  }

  /** The lane that column {@code lane} of a job says. */
  public Lane lane(String stored) {
    return stored.equals(OWN_LANE) ? ownLane() : new Lane(stored);
  }

  /** What JobRunr is to call. */
  JobDetails job(UUID deliveryId, Band band) {
    return new JobDetails(
        contract.getName(), null, methodOf(band), List.of(new JobParameter(deliveryId)));
  }

  /** Whether this is what {@link #job} says for the band of this signature, and nothing else. */
  public boolean isJob(String jobSignature, JobDetails details, UUID deliveryId) {
    return bandOf(jobSignature).isPresent()
        && JobUtils.getJobSignature(details).equals(jobSignature)
        && !details.hasStaticFieldName()
        && details.getJobParameters().size() == 1
        && deliveryId.equals(details.getJobParameters().get(0).getObject());
  }
}
