package io.chasqui.server.status.health;

import io.chasqui.platform.db.BoundedQueries;
import io.chasqui.platform.db.CachedCheck;
import io.chasqui.platform.db.DatabaseHealth;
import io.chasqui.server.status.ChannelState;
import io.chasqui.server.status.QueueState;
import io.chasqui.server.status.SystemStateQueries;
import io.chasqui.server.status.alert.AlertSettings;
import io.chasqui.server.status.health.HealthReport.ChannelHealth;
import io.chasqui.server.status.health.HealthReport.QueueHealth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.stereotype.Component;

/**
 * Knows how the server is, within a second, whatever hangs. It is down when it cannot accept
 * deliveries, because the database is away or only to be read, or it is being stopped; what it has
 * accepted and cannot send makes it degraded, for taking it out would help nobody.
 */
@Component
public class ServerHealth {

  /** What asks for all queues and channels costs more than one that asks whether it is there. */
  private static final Duration KEPT = Duration.ofSeconds(1);

  private final DatabaseHealth database;
  private final BoundedQueries looks;
  private final ApplicationAvailability availability;
  private final AlertSettings alerts;
  private final CachedCheck<List<QueueState>> queues;
  private final CachedCheck<List<ChannelState>> channels;

  ServerHealth(
      DatabaseHealth database,
      DataSource dataSource,
      ApplicationAvailability availability,
      AlertSettings alerts) {
    this.database = database;
    this.looks = new BoundedQueries(dataSource);
    this.availability = availability;
    this.alerts = alerts;
    this.queues = look("health-queues", SystemStateQueries::queues);
    this.channels = look("health-channels", SystemStateQueries::channels);
  }

  private <T> CachedCheck<T> look(String thread, Function<SystemStateQueries, T> question) {
    return new CachedCheck<>(
        thread,
        KEPT,
        CachedCheck.PATIENCE,
        () -> looks.ask(jdbc -> question.apply(new SystemStateQueries(jdbc))));
  }

  /** As it is now, or was a second ago. */
  public HealthReport report() {
    // All of them first: they wait side by side.
    BooleanSupplier database = this.database.begin();
    Supplier<Optional<List<QueueState>>> queueStates = this.queues.begin();
    Supplier<Optional<List<ChannelState>>> channelStates = this.channels.begin();
    boolean takesWrites = database.getAsBoolean();
    Optional<Map<String, QueueHealth>> knownQueues =
        queueStates.get().map(all -> ReportedHealth.queues(all, alerts.backlogAge()));
    Optional<Map<String, ChannelHealth>> knownChannels =
        channelStates.get().map(ReportedHealth::channels);
    Map<String, QueueHealth> queues = knownQueues.orElse(Map.of());
    Map<String, ChannelHealth> channels = knownChannels.orElse(Map.of());
    boolean isKnown = knownQueues.isPresent() && knownChannels.isPresent();
    return new HealthReport(
        takesWrites && isReady()
            ? upIf(isKnown && ReportedHealth.areUp(queues, channels))
            : Status.DOWN,
        takesWrites ? Status.UP : Status.DOWN,
        queues,
        channels);
  }

  private boolean isReady() {
    return availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
  }

  private static Status upIf(boolean isWell) {
    return isWell ? Status.UP : Status.DEGRADED;
  }
}
