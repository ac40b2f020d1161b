package io.chasqui.server.console.overview;

import io.chasqui.server.console.live.LiveSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * How things stand, read once for all who look, and kept for when the database does not answer.
 * What somebody has asked for within some minutes is read anew with each look.
 */
@Component
class Snapshots implements LiveSource {

  /** A look goes on as often. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  /** Open pages ask again when their stream has ended, which it does after five minutes. */
  private static final Duration WANTED = Duration.ofMinutes(6);

  /** A database that does not answer is not asked by each page. */
  private static final Duration AWAY = Duration.ofSeconds(5);

  private final FiguresReader reader;
  private final Clock clock;
  private final Map<Period, Kept> kept = new EnumMap<>(Period.class);
  private final Map<Period, Instant> wanted = new EnumMap<>(Period.class);
  private @Nullable Instant awaySince;
  private Instant asked = Instant.EPOCH;
  private long version;

  Snapshots(FiguresReader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * How things stand now, or stood when the database last answered.
   *
   * @throws DataAccessException when it does not answer, and nothing was read before
   * @throws TransactionException likewise
   */
  synchronized Snapshot of(Period period) {
    Instant now = clock.instant();
    wanted.put(period, now);
    Kept last = kept.get(period);
    boolean isFresh = last != null && now.isBefore(last.readAt().plus(FRESH));
    boolean isAway = awaySince != null && now.isBefore(asked.plus(AWAY));
    if (last != null && (isFresh || isAway)) {
      return new Snapshot(last.figures(), last.version(), awaySince);
    }
    try {
      return new Snapshot(read(period).figures(), version(period), null);
    } catch (DataAccessException | TransactionException e) {
      if (last == null) {
        throw e;
      }
      return new Snapshot(last.figures(), last.version(), awaySince);
    }
  }

  private long version(Period period) {
    return Objects.requireNonNull(kept.get(period)).version();
  }

  /** The version stays as long as a page would show the same. */
  private Kept read(Period period) {
    asked = clock.instant();
    Figures figures;
    try {
      figures = reader.read(period);
    } catch (DataAccessException | TransactionException e) {
      awaySince = awaySince == null ? asked : awaySince;
      throw e;
    }
    awaySince = null;
    Kept last = kept.get(period);
    boolean isSame = last != null && last.figures().showsTheSameAs(figures);
    Kept next =
        last != null && isSame
            ? new Kept(last.figures(), last.version(), asked)
            : new Kept(figures, ++version, asked);
    kept.put(period, next);
    return next;
  }

  @Override
  public synchronized Map<String, String> versions() {
    Instant now = clock.instant();
    wanted.values().removeIf(time -> time.plus(WANTED).isBefore(now));
    kept.keySet().removeIf(period -> period != Period.HOUR && !wanted.containsKey(period));
    List<Period> looked =
        Arrays.stream(Period.values())
            .filter(period -> period == Period.HOUR || wanted.containsKey(period))
            .toList();
    looked.forEach(this::read);
    Figures figures = Objects.requireNonNull(kept.get(Period.HOUR)).figures();
    return Map.of(
        "overview",
        looked.stream().map(one -> String.valueOf(version(one))).collect(Collectors.joining("-")),
        "alerts",
        figures.alerts().toString(),
        "workers",
        figures.queues() + " " + figures.channels());
  }

  /** What was read of a period. */
  private record Kept(Figures figures, long version, Instant readAt) {}

  /**
   * How things stand.
   *
   * @param version differs where a page would show something else
   * @param awaySince since when the database does not answer; null: it does
   */
  record Snapshot(Figures figures, long version, @Nullable Instant awaySince) {}
}
