package io.chasqui.server.schedule;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.server.problem.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does a request that carries an Idempotency-Key once, however often it is sent. The key is stored
 * in the transaction of the delivery and its job, so that neither a crash nor a lost answer makes a
 * second one.
 *
 * <p>A repeated request is understood as of the time when the first came: so "in five minutes"
 * means the same time again, a deadline that has passed since is none, and the answer needs nothing
 * of the delivery's row.
 */
@Component
class KeyedIntake {

  private static final Logger log = LoggerFactory.getLogger(KeyedIntake.class);

  private static final Duration UNTIL_THE_FIRST_HAS_ENDED = Duration.ofSeconds(1);

  private final Backlog backlog;
  private final IdempotencyKeys keys;
  private final ScheduleSettings settings;
  private final TransactionTemplate transaction;
  private final Clock clock;

  KeyedIntake(
      Backlog backlog,
      IdempotencyKeys keys,
      ScheduleSettings settings,
      TransactionTemplate transaction,
      Clock clock) {
    this.backlog = backlog;
    this.keys = keys;
    this.settings = settings;
    this.transaction = transaction;
    this.clock = clock;
  }

  <T> Done<T> accept(OnceOnly<T> request, IdempotencyKey key) {
    Instant now = clock.instant();
    Instant oldest = now.minus(settings.keepIdempotencyKeys());
    Optional<KeyedRequest> first = keys.find(key, oldest);
    if (first.isPresent()) {
      return again(first.get(), request, key);
    }
    T understood = request.asOf(now);
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              if (!keys.tryLock(key)) {
                throw new Refused(IdempotencyProblems.KEY_IN_USE, UNTIL_THE_FIRST_HAS_ENDED);
              }
              // Another may have ended between the first look and the lock.
              return keys.find(key, oldest)
                  .map(other -> again(other, request, key))
                  .orElseGet(() -> store(request, understood, key, now, oldest));
            }));
  }

  private <T> Done<T> store(
      OnceOnly<T> request, T understood, IdempotencyKey key, Instant receivedAt, Instant oldest) {
    backlog.requireRoom();
    DeliveryId id = request.store(understood);
    String digest = RequestDigest.of(key, request.parts(understood));
    keys.store(key, new KeyedRequest(digest, id, receivedAt), oldest);
    return new Done<>(id, understood);
  }

  private static <T> Done<T> again(KeyedRequest first, OnceOnly<T> request, IdempotencyKey key) {
    T understood = request.asOf(first.receivedAt());
    String digest = RequestDigest.of(key, request.parts(understood));
    if (!first.requestSha256().equals(digest)) {
      throw new Refused(IdempotencyProblems.KEY_REUSED);
    }
    log.info("Delivery {} was requested once more under its Idempotency-Key", first.deliveryId());
    return new Done<>(first.deliveryId(), understood);
  }
}
