package io.chasqui.jobs;

import io.chasqui.platform.db.Times;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares this machine's clock with the database's, which decides about times. {@link
 * #databaseClock()} tells the database's time without asking it.
 */
public final class ClockComparison implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ClockComparison.class);

  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration WORTH_A_WARNING = Duration.ofSeconds(2);

  /** An answer that took longer says little about the moment at which it was given. */
  private static final Duration LONGEST_QUESTION = Duration.ofSeconds(1);

  private final JdbcClient jdbc;
  private final Clock machine;
  private final Thread thread;
  private volatile Duration ahead = Duration.ZERO;

  ClockComparison(JdbcClient jdbc, Clock machine, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.machine = machine;
    this.thread =
        new PeriodicThread(
                "clock-comparison", PAUSE, "The clocks could not be compared", this::compare)
            .thread();
    meters.gauge("chasqui.clock.offset.seconds", this, clocks -> seconds(clocks.ahead));
  }

  @Override
  public void start() {
    compare();
    thread.start();
  }

  @Override
  public void stop() {
    thread.interrupt();
  }

  @Override
  public boolean isRunning() {
    return thread.isAlive();
  }

  /** Before everything that goes by the database's clock. */
  @Override
  public int getPhase() {
    return 0;
  }

  /** Compares them now, and warns when they differ. */
  void compare() {
    Answer answer = ask();
    if (answer.took().compareTo(LONGEST_QUESTION) > 0) {
      return;
    }
    ahead = answer.ahead();
    if (ahead.abs().compareTo(WORTH_A_WARNING) >= 0) {
      log.warn(
          "This machine's clock is {} s {} the database's. Due times, deadlines and leases follow"
              + " the database's, so nothing is sent early or late; but times that are counted from"
              + " this machine's clock, as in its log, are wrong by that much. Set the wrong one of"
              + " the two right, best by NTP",
          seconds(ahead.abs()),
          ahead.isNegative() ? "behind" : "ahead of");
    }
  }

  /**
   * This machine's clock minus the database's, which is asked now; negative when this machine's is
   * behind. Wrong by half of the time that the answer takes.
   */
  public Duration offset() {
    return ask().ahead();
  }

  private Answer ask() {
    Instant before = machine.instant();
    Instant database =
        jdbc.sql("SELECT clock_timestamp() AS now")
            .query((ResultSet row, int number) -> Times.instant(row, "now"))
            .single();
    Duration took = Duration.between(before, machine.instant());
    return new Answer(took, Duration.between(database, before.plus(took.dividedBy(2))));
  }

  /** The database's clock, as far as the last comparison knows. */
  public Clock databaseClock() {
    return new DatabaseClock(machine.getZone());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  /**
   * @param ahead by how much this machine's clock is
   */
  private record Answer(Duration took, Duration ahead) {}

  private final class DatabaseClock extends Clock {

    private final ZoneId zone;

    DatabaseClock(ZoneId zone) {
      this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return new DatabaseClock(other);
    }

    @Override
    public Instant instant() {
      return machine.instant().minus(ahead);
    }
  }
}
