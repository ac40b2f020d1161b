package io.chasqui.server.key;

import io.chasqui.contract.constraint.FieldForms;
import io.chasqui.server.api.access.Scope;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Makes, knows and revokes the keys of the API. */
@Service
public class ApiKeys {

  /** What a name may be. */
  public static final Pattern NAME = Pattern.compile(FieldForms.KEY_NAME);

  private static final Logger log = LoggerFactory.getLogger(ApiKeys.class);

  /** Of what the audit says what was done to it. */
  private static final String KIND = "KEY";

  /** The one in use, and the one that takes its place. */
  private static final int LIVE_OF_ONE_NAME = 2;

  private static final Duration BETWEEN_NOTED_USES = Duration.ofMinutes(1);

  /** Of no key, so that looking for it costs what looking for a real one costs. */
  private static final KeyText NONE = new KeyText("none", "");

  private static final String NO_DIGEST = "-".repeat(64);

  private final KeyStore store;
  private final KnownKeys known;
  private final Audit audit;
  private final TransactionOperations transaction;
  private final Clock clock;

  ApiKeys(KeyStore store, Audit audit, TransactionOperations transaction, Clock clock) {
    this.store = store;
    this.known = new KnownKeys(store);
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Makes a key.
   *
   * @param name whose key it is, as {@link #NAME} has it; null: a name of its own
   * @param scopes at least one
   * @param expiresAt in the future; null: never
   * @throws TooManyKeys when the name has two live keys
   * @throws ExpiredAlready when it would not be live, as of now
   */
  @Transactional
  public NewKey create(@Nullable String name, Set<Scope> scopes, @Nullable Instant expiresAt) {
    KeyText text = KeyText.random();
    String owner = name == null ? "key-" + text.id() : name;
    Instant now = clock.instant();
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      throw new ExpiredAlready(expiresAt);
    }
    store.lockName(owner);
    if (store.countLive(owner, now) >= LIVE_OF_ONE_NAME) {
      throw new TooManyKeys(owner);
    }
    ApiKey key = new ApiKey(text.id(), owner, scopes, now, expiresAt, null, null);
    store.insert(new StoredKey(key, text.secretSha256()));
    audit.record(created(key));
    log.info("Key {} of {} was made, for {}", key.id(), owner, key.scopes());
    return new NewKey(key, text.text());
  }

  /**
   * The live key that a caller presents. One that has another secret, is unknown, revoked, expired
   * or no key at all takes the same steps, so that the time tells nothing.
   */
  public Optional<ApiKey> authenticate(String presented) {
    Instant now = clock.instant();
    KeyText text = KeyText.parse(presented).orElse(NONE);
    Optional<StoredKey> stored = known.find(text.id());
    String expected = stored.map(StoredKey::secretSha256).orElse(NO_DIGEST);
    boolean isRight = MessageDigest.isEqual(ascii(expected), ascii(text.secretSha256()));
    Optional<ApiKey> key = stored.map(StoredKey::key).filter(found -> isRight && found.isLive(now));
    key.ifPresent(found -> noteUse(found, now));
    return key;
  }

  /** All keys, newest first; those that were revoked or have expired too. */
  public List<ApiKey> list() {
    return store.list();
  }

  /**
   * Revokes a key, from the next request on; for other servers at the latest {@link KnownKeys#KEPT}
   * later.
   *
   * @return false when there is no such key
   */
  public boolean revoke(String id) {
    boolean wasLive = Boolean.TRUE.equals(transaction.execute(status -> revokeNow(id)));
    known.forget(id);
    if (wasLive) {
      log.info("Key {} is revoked", id);
    }
    return wasLive || store.find(id).isPresent();
  }

  private boolean revokeNow(String id) {
    boolean wasLive = store.revoke(id, clock.instant());
    if (wasLive) {
      audit.record(revoked(store.find(id).orElseThrow().key()));
    }
    return wasLive;
  }

  private static Act created(ApiKey key) {
    Map<String, Object> after = new HashMap<>(Map.of("name", key.name(), "scopes", words(key)));
    if (key.expiresAt() != null) {
      after.put("expiresAt", key.expiresAt().toString());
    }
    return Act.done("key.created", KIND, key.id()).with(Act.AFTER, after);
  }

  private static Act revoked(ApiKey key) {
    return Act.done("key.revoked", KIND, key.id())
        .with(Act.BEFORE, Map.of("name", key.name(), "scopes", words(key)));
  }

  private static List<String> words(ApiKey key) {
    return key.scopes().stream().map(Scope::word).toList();
  }

  /** A database that can only be read, after a failover, must not keep those out who read. */
  private void noteUse(ApiKey key, Instant now) {
    Instant lastUse = key.lastUsedAt();
    if (lastUse == null || !now.isBefore(lastUse.plus(BETWEEN_NOTED_USES))) {
      try {
        store.noteUse(key.id(), now);
        known.forget(key.id());
      } catch (DataAccessException e) {
        log.debug("A use of key {} could not be noted", key.id(), e);
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
