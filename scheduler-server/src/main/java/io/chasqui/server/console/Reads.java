package io.chasqui.server.console;

import io.chasqui.server.api.problem.ProblemTypes;
import io.chasqui.server.api.problem.RequestRefused;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads for pages what may be much: a few at a time, and each for a short time, so that no page
 * takes connections from those who have deliveries to be stored.
 */
@Component
public class Reads {

  private static final int AT_A_TIME = 3;
  private static final int SECONDS = 2;

  private final Semaphore places = new Semaphore(AT_A_TIME, true);
  private final TransactionTemplate transaction;

  Reads(PlatformTransactionManager transactions) {
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setReadOnly(true);
    this.transaction.setTimeout(SECONDS);
  }

  /**
   * What the reader reads, all of it as of about one moment.
   *
   * @throws RequestRefused when it takes too long, or too many read
   */
  public <T> T get(Supplier<T> reader) {
    if (!isLetIn()) {
      throw new RequestRefused(ProblemTypes.UNAVAILABLE, Duration.ofSeconds(SECONDS));
    }
    try {
      return Objects.requireNonNull(transaction.execute(status -> reader.get()));
    } catch (QueryTimeoutException | TransactionTimedOutException e) {
      throw new RequestRefused(ConsoleProblems.TOO_MUCH);
    } finally {
      places.release();
    }
  }

  private boolean isLetIn() {
    try {
      return places.tryAcquire(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
