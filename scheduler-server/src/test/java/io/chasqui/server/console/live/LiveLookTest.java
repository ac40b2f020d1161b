package io.chasqui.server.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** One look for all who look on, and what it tells them. */
class LiveLookTest {

  private final Map<String, String> versions = new HashMap<>(Map.of("overview", "a"));
  private final AtomicInteger looks = new AtomicInteger();
  private final LiveStreams streams = new LiveStreams();
  private final LiveLook look = new LiveLook(List.of(this::versions), streams, Clock.systemUTC());
  private boolean isAway;

  private Map<String, String> versions() {
    looks.incrementAndGet();
    if (isAway) {
      throw new DataAccessResourceFailureException("away");
    }
    return Map.copyOf(versions);
  }

  @BeforeEach
  void start() {
    streams.start();
  }

  @AfterEach
  void stop() {
    streams.stop();
  }

  @Test
  void nobodyLooksOnSoNobodyLooks() {
    look.look();

    assertThat(looks).hasValue(0);
  }

  @Test
  void thereIsOneLookForTwentyViewers() {
    for (int i = 0; i < 20; i++) {
      streams.open(look::known);
    }

    look.look();

    assertThat(looks).hasValue(1);
  }

  @Test
  void aNumberRisesWhenSomethingChangedAndOnlyThen() {
    streams.open(look::known);
    versions.put("bulk-7", "x");
    look.look();
    Map<String, Long> first = look.known();
    look.look();
    assertThat(look.known()).isEqualTo(first).containsEntry(LiveLook.DATABASE, 0L);

    versions.put("bulk-7", "y");
    look.look();

    assertThat(look.known().get("bulk-7")).isGreaterThan(first.get("bulk-7"));
    assertThat(look.known()).containsEntry("overview", first.get("overview"));
    versions.remove("bulk-7");
    look.look();
    assertThat(look.known()).doesNotContainKey("bulk-7");
  }

  @Test
  void aDatabaseThatIsAwayIsToldWithItsTime() {
    streams.open(look::known);
    look.look();
    Map<String, Long> before = look.known();

    isAway = true;
    look.look();

    Map<String, Long> away = new TreeMap<>(look.known());
    assertThat(away.remove(LiveLook.DATABASE)).isPositive();
    assertThat(before).containsAllEntriesOf(away);
    isAway = false;
    look.look();
    assertThat(look.known()).isEqualTo(before);
  }

  @Test
  void theOldestIsEndedWhereThereAreTooMany() {
    for (int i = 0; i < LiveStreams.MOST + 5; i++) {
      ResponseBodyEmitter unused = streams.open(Map::of);
    }

    assertThat(streams.size()).isEqualTo(LiveStreams.MOST);
  }
}
