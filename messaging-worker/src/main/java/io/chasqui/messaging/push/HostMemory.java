package io.chasqui.messaging.push;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that is remembered of each push service; those that were asked longest ago are
 * forgotten, since anybody may bring endpoints of any number of hosts. May be used by many threads.
 */
final class HostMemory<V> {

  private static final int MOST = 10_000;
  private static final float USUAL_LOAD = 0.75f;

  private final Map<String, V> byOrigin =
      new LinkedHashMap<>(16, USUAL_LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
          return size() > MOST;
        }
      };

  /** Makes of what was known what is to be remembered. */
  interface Change<V> {

    /**
     * @param before null: nothing was
     */
    V of(@Nullable V before);
  }

  /** Remembers what becomes of what was known. */
  synchronized V change(String origin, Change<V> change) {
    V now = change.of(byOrigin.get(origin));
    byOrigin.put(origin, now);
    return now;
  }

  synchronized void forget(String origin) {
    byOrigin.remove(origin);
  }
}
