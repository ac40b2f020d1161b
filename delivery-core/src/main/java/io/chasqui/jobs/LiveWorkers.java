package io.chasqui.jobs;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Knows how many workers of each queue there are. */
@Component
public class LiveWorkers {

  /** How often a worker's JobRunr server gives a sign of life. */
  public static final Duration HEARTBEAT = Duration.ofSeconds(5);

  /** After so many that are missing JobRunr takes a server for dead. */
  public static final int HEARTBEATS_UNTIL_LOST = 6;

  /** How long a server may be silent. */
  public static final Duration SERVER_TIMEOUT = HEARTBEAT.multipliedBy(HEARTBEATS_UNTIL_LOST);

  private final JdbcClient jdbc;

  public LiveWorkers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Those whose last sign of life, by the database's clock, is younger than JobRunr takes for
   * death: a worker that was killed counts for half a minute more.
   */
  public Map<Queue, Long> byQueue() {
    List<String> kinds =
        jdbc.sql(
                """
                SELECT split_part(name, '@', 1) FROM jobrunr_backgroundjobservers
                WHERE lastheartbeat BETWEEN
                  (now() AT TIME ZONE 'UTC') - :millis * interval '1 millisecond'
                  AND (now() AT TIME ZONE 'UTC') + :millis * interval '1 millisecond'
                """)
            .param("millis", SERVER_TIMEOUT.toMillis())
            .query(String.class)
            .list();
    return Arrays.stream(Queue.values())
        .collect(
            Collectors.toMap(
                Function.identity(),
                queue -> kinds.stream().filter(kind -> WorkerName.runs(kind, queue)).count()));
  }
}
