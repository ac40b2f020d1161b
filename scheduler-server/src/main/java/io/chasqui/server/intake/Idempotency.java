package io.chasqui.server.intake;

import io.chasqui.server.api.problem.RequestRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes requests in, each once for its Idempotency-Key, however often it is sent. The key is stored
 * in the transaction of what the request makes, so that neither a crash nor a lost answer makes a
 * second one.
 *
 * <p>A repeated request is understood as of the time when the first came: so "in five minutes"
 * means the same time again, a deadline that has passed since is none, and the answer needs nothing
 * of what was stored.
 */
@Component
public class Idempotency {

  private static final Logger log = LoggerFactory.getLogger(Idempotency.class);

  private static final Duration UNTIL_THE_FIRST_HAS_ENDED = Duration.ofSeconds(1);

  private final Backlog backlog;
  private final IdempotencyKeys keys;
  private final IntakeSettings settings;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Idempotency(
      Backlog backlog,
      IdempotencyKeys keys,
      IntakeSettings settings,
      TransactionTemplate transaction,
      Clock clock) {
    this.backlog = backlog;
    this.keys = keys;
    this.settings = settings;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Does what a request asks for, once for each key; it is done when this returns.
   *
   * @param key null: none, it is done in any case
   * @param parse understands the request as of the time when it came first, or throws {@link
   *     io.chasqui.server.api.problem.InvalidRequest}
   * @param identity what tells a request from others under its key: of its parts, in this order, a
   *     digest is kept
   * @param store stores all that follows from it, in the caller's transaction if there is one
   * @throws io.chasqui.server.api.problem.InvalidRequest naming every field that is wrong
   * @throws RequestRefused when too many deliveries are open, or the key is another request's or in
   *     use
   */
  public <T> Accepted<T> once(
      @Nullable IdempotencyKey key,
      Function<Instant, T> parse,
      Function<T, List<@Nullable Object>> identity,
      Function<T, Result> store) {
    return key == null
        ? accept(parse.apply(clock.instant()), store)
        : new Keyed<>(key, parse, identity, store).accept();
  }

  private <T> Accepted<T> accept(T understood, Function<T, Result> store) {
    backlog.requireRoom();
    return new Accepted<>(understood, store.apply(understood));
  }

  /** A request that came with a key. */
  private final class Keyed<T> {

    private final IdempotencyKey key;
    private final Function<Instant, T> parse;
    private final Function<T, List<@Nullable Object>> identity;
    private final Function<T, Result> store;

    Keyed(
        IdempotencyKey key,
        Function<Instant, T> parse,
        Function<T, List<@Nullable Object>> identity,
        Function<T, Result> store) {
      this.key = key;
      this.parse = parse;
      this.identity = identity;
      this.store = store;
    }

    Accepted<T> accept() {
      Instant now = clock.instant();
      Instant oldest = now.minus(settings.keepIdempotencyKeys());
      Optional<KeyedRequest> first = keys.find(key, oldest);
      if (first.isPresent()) {
        return again(first.get());
      }
      T understood = parse.apply(now);
      return Objects.requireNonNull(
          transaction.execute(
              status -> {
                if (!keys.tryLock(key)) {
                  throw new RequestRefused(
                      IdempotencyProblems.KEY_IN_USE, UNTIL_THE_FIRST_HAS_ENDED);
                }
                // Another may have ended between the first look and the lock.
                return keys.find(key, oldest)
                    .map(this::again)
                    .orElseGet(() -> first(understood, now, oldest));
              }));
    }

    private Accepted<T> first(T understood, Instant receivedAt, Instant oldest) {
      Accepted<T> accepted = Idempotency.this.accept(understood, store);
      String digest = key.sha256With(identity.apply(understood));
      keys.store(key, new KeyedRequest(digest, accepted.result(), receivedAt), oldest);
      return accepted;
    }

    private Accepted<T> again(KeyedRequest first) {
      T understood = parse.apply(first.receivedAt());
      if (!first.requestSha256().equals(key.sha256With(identity.apply(understood)))) {
        throw new RequestRefused(IdempotencyProblems.KEY_REUSED);
      }
      log.info(
          "{} {} was requested once more under its Idempotency-Key",
          first.result().kind(),
          first.result().id());
      return new Accepted<>(understood, first.result());
    }
  }
}
