package io.chasqui.messaging.telegram.bot;

import io.chasqui.messaging.telegram.ApiAnswer;
import io.chasqui.messaging.telegram.TelegramApi;
import io.chasqui.platform.log.FailureLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Polls for updates while this process has the seat, and stands by while another has it. Two may
 * poll for a moment when a seat is lost with its connection; the Bot API then ends one of the polls
 * with 409, and that one finds its seat gone.
 */
final class BotPoller implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(BotPoller.class);

  /** So soon does another worker take a free seat. */
  private static final Duration STAND_BY = Duration.ofSeconds(2);

  private static final long STOP_ATTEMPTS = 50;
  private static final long STOP_ATTEMPT_MILLIS = 100;

  private final DataSource dataSource;
  private final long botId;
  private final TelegramApi api;
  private final UpdateReader updates;
  private final boolean enabled;
  private CountDownLatch stopped = new CountDownLatch(0);
  private @Nullable Thread thread;

  /**
   * @param api of its own: stopping breaks off its calls
   * @param enabled whether it is started with the application
   */
  BotPoller(
      DataSource dataSource, long botId, TelegramApi api, UpdateReader updates, boolean enabled) {
    this.dataSource = dataSource;
    this.botId = botId;
    this.api = api;
    this.updates = updates;
    this.enabled = enabled;
  }

  @Override
  public boolean isAutoStartup() {
    return enabled;
  }

  @Override
  public synchronized void start() {
    CountDownLatch stop = new CountDownLatch(1);
    Thread poller = new Thread(() -> run(stop), "telegram-poller");
    poller.setDaemon(true);
    stopped = stop;
    thread = poller;
    poller.start();
  }

  @Override
  public synchronized void stop() {
    stopped.countDown();
    Thread poller = thread;
    thread = null;
    try {
      // A call may begin between the two, so it is told again.
      for (int i = 0; i < STOP_ATTEMPTS && poller != null && poller.isAlive(); i++) {
        api.cancelRunningCalls();
        poller.join(STOP_ATTEMPT_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    api.close();
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  private void run(CountDownLatch stop) {
    PollBackoff backoff = new PollBackoff();
    Duration pause = Duration.ZERO;
    while (!stops(stop, pause)) {
      try {
        pause = pollIfSeatIsFree(stop, backoff);
      } catch (SQLException | DataAccessException e) {
        pause = backoff.afterFailure();
        FailureLog.databaseIsAway(log, "the bot is not asked for updates", e);
      } catch (RuntimeException e) {
        pause = backoff.afterFailure();
        log.error("The bot's poller broke off; it goes on in {}", pause, e);
      }
    }
  }

  private Duration pollIfSeatIsFree(CountDownLatch stop, PollBackoff backoff) throws SQLException {
    Optional<PollerLock> taken = PollerLock.take(dataSource, botId);
    if (taken.isEmpty()) {
      return STAND_BY;
    }
    try (PollerLock seat = taken.get()) {
      log.info("This worker reads the updates of bot {}", botId);
      Duration pause = Duration.ZERO;
      while (!stops(stop, pause) && seat.isHeld()) {
        ApiAnswer answer = updates.readOnce();
        pause = stop.getCount() == 0 ? Duration.ZERO : pauseAfter(answer, backoff);
      }
    }
    return STAND_BY;
  }

  private static Duration pauseAfter(ApiAnswer answer, PollBackoff backoff) {
    Duration pause = backoff.after(answer);
    if (pause == null) {
      return Duration.ZERO;
    }
    String problem = "Asking for the bot's updates failed: " + Words.of(answer);
    warn(backoff, problem, PollBackoff.advice(answer));
    return pause;
  }

  private static void warn(PollBackoff backoff, String problem, Object detail) {
    if (backoff.isFirstFailure()) {
      log.warn("{}. {}", problem, detail);
    } else {
      log.debug("{}. {}", problem, detail);
    }
  }

  private static boolean stops(CountDownLatch stop, Duration pause) {
    try {
      return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
