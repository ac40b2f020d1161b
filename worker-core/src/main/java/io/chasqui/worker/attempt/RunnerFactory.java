package io.chasqui.worker.attempt;

import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.Worker;
import io.chasqui.delivery.link.UnsubscribeLinks;
import io.chasqui.platform.trace.Traces;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.lane.ProviderCircuitBreakers;
import io.chasqui.worker.report.ReportSupply;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes what runs the deliveries of one channel. */
public final class RunnerFactory {

  private final AttemptLedger ledger;
  private final RunningJobs jobs;
  private final TransactionTemplate transaction;
  private final Worker worker;
  private final MeterRegistry meters;
  private final Traces traces;
  private final UnsubscribeLinks links;

  RunnerFactory(
      AttemptLedger ledger,
      RunningJobs jobs,
      TransactionTemplate transaction,
      Worker worker,
      MeterRegistry meters,
      Traces traces,
      UnsubscribeLinks links) {
    this.ledger = ledger;
    this.jobs = jobs;
    this.transaction = transaction;
    this.worker = worker;
    this.meters = meters;
    this.traces = traces;
    this.links = links;
  }

  /**
   * Makes the one of a channel.
   *
   * @param breakers of this channel's providers
   * @param reports whether its deliveries can be had theirs
   */
  public DeliveryRunner runner(
      ChannelAdapter adapter, ProviderCircuitBreakers breakers, ReportSupply reports) {
    return new DeliveryRunner(
        ledger,
        new Endings(ledger, jobs, transaction),
        adapter,
        breakers,
        reports,
        worker,
        () -> ThreadLocalRandom.current().nextLong(),
        meters,
        traces,
        links);
  }
}
