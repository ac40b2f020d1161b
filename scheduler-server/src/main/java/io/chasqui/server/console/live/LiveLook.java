package io.chasqui.server.console.live;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Looks for what has changed: once for all pages, and not at all while there are none. */
@Component
class LiveLook {

  /** Its number is when the database ceased to answer, in seconds since 1970; 0: it answers. */
  static final String DATABASE = "database";

  private static final Logger log = LoggerFactory.getLogger(LiveLook.class);

  private final List<LiveSource> sources;
  private final LiveStreams streams;
  private final Clock clock;
  private final Map<String, String> versions = new HashMap<>();
  private final Map<String, Long> numbers = new TreeMap<>();

  /** Begins at the time, so that the numbers of two servers differ. */
  private long next;

  LiveLook(List<LiveSource> sources, LiveStreams streams, Clock clock) {
    this.sources = sources;
    this.streams = streams;
    this.clock = clock;
    this.next = clock.instant().toEpochMilli();
  }

  /** What was seen last, by the names of events. */
  synchronized Map<String, Long> known() {
    return new TreeMap<>(numbers);
  }

  /** Looks, and tells all who look on. */
  void look() {
    if (streams.size() > 0) {
      streams.tell(changed());
    }
  }

  private synchronized Map<String, Long> changed() {
    Map<String, Long> changed = new TreeMap<>();
    try {
      Map<String, String> now = new TreeMap<>();
      sources.forEach(source -> now.putAll(source.versions()));
      numbers.keySet().removeIf(name -> !name.equals(DATABASE) && !now.containsKey(name));
      versions.keySet().retainAll(now.keySet());
      now.forEach(
          (name, version) -> {
            if (!version.equals(versions.put(name, version))) {
              changed.put(name, ++next);
            }
          });
      answersSince(0, changed);
    } catch (DataAccessException | TransactionException e) {
      log.debug("Pages are not told what has changed", e);
      if (numbers.getOrDefault(DATABASE, 0L) == 0) {
        answersSince(clock.instant().getEpochSecond(), changed);
      }
    }
    numbers.putAll(changed);
    return changed;
  }

  private void answersSince(long away, Map<String, Long> changed) {
    if (numbers.getOrDefault(DATABASE, -1L) != away) {
      changed.put(DATABASE, away);
    }
  }
}
