package io.chasqui.worker;

import io.chasqui.jobs.Queue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a worker runs its queues.
 *
 * @param concurrency deliveries of each queue at once in one process, 1 to 1000, where {@code
 *     chasqui.worker.queues} does not say otherwise
 * @param shutdownTimeout how long running deliveries may go on after the process was told to stop,
 *     at least 1s
 * @param queues what is different for single queues; those that others run are ignored
 */
@Validated
@ConfigurationProperties("chasqui.worker")
public record WorkerSettings(
    @DefaultValue("32") @Min(1) @Max(1000) int concurrency,
    @DefaultValue("30s") @DurationMin(seconds = 1) Duration shutdownTimeout,
    @DefaultValue @Valid Queues queues) {

  private static final int OF_SLOW_PEERS = 16;

  /** How many jobs of the queue run at once in one worker. */
  public int concurrencyOf(Queue queue) {
    Integer own = queues.of(queue).concurrency();
    if (own != null) {
      return own;
    }
    return switch (queue) {
      case EMAIL, MESSAGING -> concurrency;
      case SMS, PUSH, WEBHOOK -> OF_SLOW_PEERS;
    };
  }

  /**
   * How many times that many it holds besides, where peers are fast: jobs whose turn comes next,
   * and jobs whose ends are being stored. None where the channel shares few connections out by
   * itself.
   */
  public int timesAheadOf(Queue queue) {
    return switch (queue) {
      case EMAIL, MESSAGING -> 0;
      case SMS, PUSH, WEBHOOK -> 2;
    };
  }

  /** How many jobs of the queue a worker holds at once, at the most. */
  public int mostInHandOf(Queue queue) {
    return concurrencyOf(queue) * (1 + timesAheadOf(queue));
  }

  /** By queue. */
  record Queues(
      @DefaultValue @Valid OfQueue email,
      @DefaultValue @Valid OfQueue messaging,
      @DefaultValue @Valid OfQueue sms,
      @DefaultValue @Valid OfQueue push,
      @DefaultValue @Valid OfQueue webhook) {

    private OfQueue of(Queue queue) {
      return switch (queue) {
        case EMAIL -> email;
        case MESSAGING -> messaging;
        case SMS -> sms;
        case PUSH -> push;
        case WEBHOOK -> webhook;
      };
    }
  }

  /**
   * Of one queue.
   *
   * @param concurrency deliveries of this queue at once in a process that runs it, 1 to 1000.
   *     Unset: {@code chasqui.worker.concurrency}; 16 for {@code sms}, {@code push} and {@code
   *     webhook}
   */
  record OfQueue(@Nullable @Min(1) @Max(1000) Integer concurrency) {}
}
