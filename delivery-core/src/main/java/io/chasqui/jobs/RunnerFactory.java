package io.chasqui.jobs;

import io.chasqui.delivery.ChannelAdapter;
import io.chasqui.delivery.DeliveryLedger;
import io.chasqui.delivery.DeliveryRunner;
import io.chasqui.delivery.ProviderGates;
import io.chasqui.delivery.Worker;
import io.chasqui.platform.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ThreadLocalRandom;

/** Makes what runs the deliveries of one channel. */
final class RunnerFactory {

  private final DeliveryLedger ledger;
  private final Worker worker;
  private final MeterRegistry meters;
  private final Traces traces;

  RunnerFactory(DeliveryLedger ledger, Worker worker, MeterRegistry meters, Traces traces) {
    this.ledger = ledger;
    this.worker = worker;
    this.meters = meters;
    this.traces = traces;
  }

  DeliveryRunner runner(ChannelAdapter adapter, ProviderGates gates) {
    return new DeliveryRunner(
        ledger,
        adapter,
        gates,
        worker,
        () -> ThreadLocalRandom.current().nextLong(),
        meters,
        traces);
  }
}
