package io.chasqui.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.contract.audit.ActObject;
import io.chasqui.server.api.access.Scope;
import io.chasqui.server.audit.Act;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

class ApiKeysTest {

  private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

  private final RecordingStore store = new RecordingStore();
  private final List<Act> acts = new ArrayList<>();
  private Instant now = START;
  private final ApiKeys keys = keys();

  @Test
  void aKeyIsLiveUntilItExpires() {
    String key = keys.create("a", Set.of(Scope.READ), START.plusSeconds(60)).text();

    now = START.plusSeconds(59);
    assertThat(keys.authenticate(key)).isPresent();
    now = START.plusSeconds(60);
    assertThat(keys.authenticate(key)).isEmpty();
  }

  @Test
  void aKeyThatWouldHaveExpiredIsNotMade() {
    assertThatThrownBy(() -> keys.create("a", Set.of(Scope.READ), START))
        .isInstanceOf(ExpiredAlready.class)
        .hasMessageContaining("2026-11-22T09:00:00Z");
    assertThat(store.rows).isEmpty();
  }

  @Test
  void aRevokedKeyIsRefusedAtOnce() {
    NewKey key = keys.create("a", Set.of(Scope.READ), null);

    keys.revoke(key.key().id());

    assertThat(keys.authenticate(key.text())).isEmpty();
  }

  @Test
  void whatIsDoneToAKeyIsRecordedOnce() {
    String id = keys.create("a", Set.of(Scope.READ), START.plusSeconds(60)).key().id();

    assertThat(keys.revoke(id)).isTrue();
    assertThat(keys.revoke(id)).as("again").isTrue();
    assertThat(keys.revoke("000000000000")).isFalse();

    assertThat(acts).extracting(Act::word).containsExactly("key.created", "key.revoked");
    assertThat(acts).allMatch(act -> act.object().equals(new ActObject("KEY", id)));
    assertThat(acts.get(0).details())
        .isEqualTo(
            Map.of(
                "after",
                Map.of(
                    "name", "a", "scopes", List.of("read"), "expiresAt", "2026-11-22T09:01:00Z")));
    assertThat(acts.get(1).details())
        .isEqualTo(Map.of("before", Map.of("name", "a", "scopes", List.of("read"))));
  }

  @Test
  void whatIsNotDoneIsNotRecorded() {
    keys.create("a", Set.of(Scope.READ), null);
    keys.create("a", Set.of(Scope.READ), null);
    acts.clear();

    assertThatThrownBy(() -> keys.create("a", Set.of(Scope.READ), null))
        .isInstanceOf(TooManyKeys.class);

    assertThat(acts).isEmpty();
  }

  @Test
  void anExpiredKeyLeavesRoomForAnotherOfItsName() {
    keys.create("a", Set.of(Scope.READ), START.plusSeconds(60));
    keys.create("a", Set.of(Scope.READ), null);
    now = START.plusSeconds(60);

    assertThat(keys.create("a", Set.of(Scope.READ), null).key().name()).isEqualTo("a");
  }

  @Test
  void whateverIsPresentedTheStoreIsAskedOnce() {
    String key = keys.create("a", Set.of(Scope.READ), null).text();
    keys.authenticate(key);
    String[] refused = {
      "",
      "letmein",
      "chq_",
      key.toUpperCase(Locale.ROOT),
      key + "0",
      key.substring(1),
      key.replaceAll("[0-9a-f]$", "x"),
      "chq_000000000000_" + key.split("_")[2],
      key.substring(0, key.length() - 4) + (key.endsWith("0000") ? "1111" : "0000")
    };

    for (String presented : refused) {
      store.questions.clear();
      ApiKeys others = keys();
      assertThat(others.authenticate(presented)).as(presented).isEmpty();
      assertThat(others.authenticate(presented)).as(presented).isEmpty();
      assertThat(store.questions).as(presented).hasSize(1);
    }
  }

  @Test
  void aUseIsNotedOnceAMinute() {
    String key = keys.create("a", Set.of(Scope.READ), null).text();

    keys.authenticate(key);
    now = START.plusSeconds(59);
    keys.authenticate(key);
    now = START.plusSeconds(60);
    keys.authenticate(key);

    assertThat(store.uses).containsExactly(START, START.plus(Duration.ofMinutes(1)));
  }

  @Test
  void adminAllowsEverythingAndNothingElseDoes() {
    ApiKey admin = keys.create(null, Set.of(Scope.ADMIN), null).key();
    ApiKey reader = keys.create(null, Set.of(Scope.READ, Scope.SCHEDULE), null).key();

    assertThat(Scope.values()).allMatch(admin::allows);
    assertThat(reader.allows(Scope.READ)).isTrue();
    assertThat(reader.allows(Scope.MANAGE)).isFalse();
    assertThat(reader.allows(Scope.ADMIN)).isFalse();
  }

  @Test
  void nothingTellsTheSecretByItself() {
    NewKey key = keys.create("a", Set.of(Scope.READ), null);
    String secret = key.text().split("_")[2];

    assertThat(key.toString()).doesNotContain(secret);
    assertThat(KeyText.parse(key.text()).orElseThrow().toString()).doesNotContain(secret);
    assertThat(store.rows.values().toString()).doesNotContain(secret);
    assertThat(acts.toString()).contains(key.key().id()).doesNotContain(secret);
  }

  private ApiKeys keys() {
    return new ApiKeys(
        store, acts::add, TransactionOperations.withoutTransaction(), new MovableClock());
  }

  private final class MovableClock extends Clock {

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  /** Behaves as the table does, and remembers what it was asked. */
  static final class RecordingStore implements KeyStore {

    final Map<String, StoredKey> rows = new HashMap<>();
    final List<String> questions = new ArrayList<>();
    final List<Instant> uses = new ArrayList<>();

    @Override
    public Optional<StoredKey> find(String id) {
      questions.add(id);
      return Optional.ofNullable(rows.get(id));
    }

    @Override
    public List<ApiKey> list() {
      return rows.values().stream().map(StoredKey::key).toList();
    }

    @Override
    public void lockName(String name) {}

    @Override
    public int countLive(String name, Instant now) {
      return (int)
          list().stream().filter(key -> key.name().equals(name) && key.isLive(now)).count();
    }

    @Override
    public void insert(StoredKey key) {
      rows.put(key.key().id(), key);
    }

    @Override
    public void noteUse(String id, Instant at) {
      uses.add(at);
      replace(id, at, rows.get(id).key().revokedAt());
    }

    @Override
    public boolean revoke(String id, Instant at) {
      StoredKey row = rows.get(id);
      if (row == null || row.key().revokedAt() != null) {
        return false;
      }
      replace(id, row.key().lastUsedAt(), at);
      return true;
    }

    private void replace(String id, Instant usedAt, Instant revokedAt) {
      StoredKey row = rows.get(id);
      ApiKey key = row.key();
      ApiKey changed =
          new ApiKey(
              key.id(),
              key.name(),
              key.scopes(),
              key.createdAt(),
              key.expiresAt(),
              usedAt,
              revokedAt);
      rows.put(id, new StoredKey(changed, row.secretSha256()));
    }
  }
}
