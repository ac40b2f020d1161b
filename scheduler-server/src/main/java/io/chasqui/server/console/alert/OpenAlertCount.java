package io.chasqui.server.console.alert;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.chasqui.server.console.Count;
import io.chasqui.server.console.Reads;
import io.chasqui.server.status.alert.AlertKinds;
import io.chasqui.server.status.alert.AlertLedger;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How many alerts are open, for the navigation. */
@Component
class OpenAlertCount {

  /** Each page shows the count. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final LoadingCache<String, Count> counts;

  OpenAlertCount(AlertLedger alerts, AlertKinds kinds, Reads reads) {
    this.counts =
        Caffeine.newBuilder()
            .expireAfterWrite(FRESH)
            .build(key -> new Count(reads.get(() -> alerts.open(kinds.names())).size(), false));
  }

  /** As it was a few seconds ago at most. */
  Count get() {
    return counts.get("");
  }
}
