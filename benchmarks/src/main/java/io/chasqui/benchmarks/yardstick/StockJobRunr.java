package io.chasqui.benchmarks.yardstick;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.chasqui.benchmarks.mail.Corpus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.scheduling.BackgroundJob;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;

/**
 * What one would write with JobRunr as it comes and Jakarta Mail: a job for each mail, a connection
 * for each mail. It runs on stock JobRunr's own class path, in a process of its own.
 */
public final class StockJobRunr {

  /** As many as each of Chasqui's processes has. */
  private static final int DATABASE_CONNECTIONS = 16;

  private static final Duration POLL = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private StockJobRunr() {}

  /**
   * Sends the warm-up, enqueues the mails that count, and starts on them when told to.
   *
   * @param arguments database URL, user, password, SMTP port, the file that says go, the reports'
   *     directory, the bytes of a report, then prefix and count of the warm-up and of the mails
   *     that count
   */
  public static void main(String[] arguments) throws InterruptedException {
    // Words of protocols, and field names, are spelt alike whatever the machine speaks.
    Locale.setDefault(Locale.ROOT);
    System.setProperty("logback.configurationFile", "yardstick-logback.xml");
    StockMails.sendTo(Integer.parseInt(arguments[3]));
    BackgroundJobServer server = server(arguments[0], arguments[1], arguments[2]);
    Path go = Path.of(arguments[4]);
    Corpus warmUp = corpus(arguments, 7);
    Corpus mails = corpus(arguments, 9);
    enqueue(warmUp);
    server.start();
    while (StockMails.sent() < warmUp.size()) {
      Thread.sleep(PAUSE.toMillis());
    }
    server.stop();
    enqueue(mails);
    while (!Files.exists(go)) {
      Thread.sleep(PAUSE.toMillis());
    }
    server.start();
  }

  private static BackgroundJobServer server(String url, String user, String password) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(url);
    pool.setUsername(user);
    pool.setPassword(password);
    pool.setMaximumPoolSize(DATABASE_CONNECTIONS);
    BackgroundJobServerConfiguration standard =
        BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
            .andPollInterval(POLL);
    JobRunr.configure()
        .useStorageProvider(new PostgresStorageProvider(new HikariDataSource(pool)))
        .useBackgroundJobServer(standard, false)
        .initialize();
    return JobRunr.getBackgroundJobServer();
  }

  private static Corpus corpus(String[] arguments, int at) {
    int size = Integer.parseInt(arguments[at + 1]);
    int reportBytes = Integer.parseInt(arguments[6]);
    return new Corpus(arguments[at], Path.of(arguments[5]), size, reportBytes, false);
  }

  private static void enqueue(Corpus corpus) {
    StockMails.know(corpus);
    String prefix = corpus.prefix();
    BackgroundJob.<Integer>enqueue(
        IntStream.range(0, corpus.size()).boxed(), number -> StockMails.send(prefix, number));
  }
}
