package io.chasqui.server.status.alert;

import io.chasqui.server.status.alert.AlertCondition.Key;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Remembers since when this server has seen conditions, and since when it has not seen open alerts'
 * conditions any more. What it did not see itself it does not count: after a start, or when the
 * database was away, it begins anew.
 */
final class AlertDebounce {

  private final Duration calm;
  private final LongSupplier nanos;
  private final Map<Key, Long> present = new HashMap<>();
  private final Map<Key, Long> absent = new HashMap<>();

  AlertDebounce(Duration calm, LongSupplier nanos) {
    this.calm = calm;
    this.nanos = nanos;
  }

  /** A look was not possible. */
  void forget() {
    present.clear();
    absent.clear();
  }

  /**
   * @return those of the conditions that have lasted for long enough
   */
  List<AlertCondition> lasting(List<AlertCondition> now) {
    Set<Key> keys = now.stream().map(AlertCondition::key).collect(Collectors.toSet());
    present.keySet().retainAll(keys);
    return now.stream().filter(one -> isOver(present, one.key(), one.kind().patience())).toList();
  }

  /**
   * @param open alerts
   * @return those of them that have not been there for long enough
   */
  List<Key> over(List<Key> open, List<AlertCondition> now) {
    Set<Key> keys = now.stream().map(AlertCondition::key).collect(Collectors.toSet());
    List<Key> gone = open.stream().filter(key -> !keys.contains(key)).toList();
    absent.keySet().retainAll(Set.copyOf(gone));
    return gone.stream().filter(key -> isOver(absent, key, calm)).toList();
  }

  private boolean isOver(Map<Key, Long> since, Key key, Duration wait) {
    long at = nanos.getAsLong();
    return at - since.computeIfAbsent(key, first -> at) >= wait.toNanos();
  }
}
