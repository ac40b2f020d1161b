package io.chasqui.jobs;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Knows how many workers of each queue there are. */
@Component
public class LiveWorkers {

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
            .param("millis", WorkerAutoConfiguration.SERVER_TIMEOUT.toMillis())
            .query(String.class)
            .list();
    return Queue.served().stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                queue -> kinds.stream().filter(kind -> WorkerName.runs(kind, queue)).count()));
  }
}
