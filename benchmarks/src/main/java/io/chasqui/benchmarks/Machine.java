package io.chasqui.benchmarks;

import io.chasqui.benchmarks.bed.Database;
import io.chasqui.benchmarks.result.Spread;
import io.chasqui.benchmarks.result.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** What the numbers were measured on. */
final class Machine {

  private static final int COMMITS = 200;

  private Machine() {}

  static Table table(Options options, Database database, Path repository, Clock clock) {
    return new Table("", "")
        .row("date", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
        .row("commit", commit(repository))
        .row("cores", Runtime.getRuntime().availableProcessors())
        .row("processor", firstValue("/proc/cpuinfo", "model name"))
        .row("memory", firstValue("/proc/meminfo", "MemTotal"))
        .row("system", System.getProperty("os.name") + " " + System.getProperty("os.version"))
        .row(
            "JDK",
            System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"))
        .row("JVM options", String.join(" ", options.jvmOptions()))
        .row("applications", options.prepared() ? "as in the images" : "as they are built")
        .row("PostgreSQL", postgres(database))
        .row("one commit", Spread.number(commitMillis(database), 2) + " ms, one session")
        .row("e-mail worker", "defaults but tls=none, pool-size=" + options.poolSize())
        .row("stock JobRunr", "defaults but pollInterval=5s; 16 database connections");
  }

  private static String postgres(Database database) {
    return database
        .table(
            """
            SELECT split_part(version(), ' ', 2),
              'fsync=' || current_setting('fsync'),
              'synchronous_commit=' || current_setting('synchronous_commit'),
              'shared_buffers=' || current_setting('shared_buffers')
            """)
        .trim()
        .replace(" | ", ", ");
  }

  /** How long the disk makes a commit wait. */
  private static double commitMillis(Database database) {
    database.run(
        "CREATE TABLE commit_probe (n int)",
        """
        CREATE PROCEDURE commit_often() LANGUAGE plpgsql AS $$
        BEGIN
          FOR n IN 1..%s LOOP
            INSERT INTO commit_probe VALUES (n);
            COMMIT;
          END LOOP;
        END $$
        """
            .formatted(COMMITS));
    database.run("CALL commit_often()");
    long start = System.nanoTime();
    database.run("CALL commit_often()");
    double millis = (System.nanoTime() - start) / 1e6 / COMMITS;
    database.run("DROP PROCEDURE commit_often()", "DROP TABLE commit_probe");
    return millis;
  }

  private static String firstValue(String file, String key) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse("not told");
    } catch (IOException e) {
      return "not told";
    }
  }

  private static String commit(Path repository) {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*")
              .directory(repository.toFile())
              .redirectErrorStream(true)
              .start();
      String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? answer.trim() : "not told";
    } catch (IOException e) {
      return "not told";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "not told";
    }
  }
}
