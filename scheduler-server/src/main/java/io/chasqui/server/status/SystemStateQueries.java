package io.chasqui.server.status;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.DueNow;
import io.chasqui.delivery.OldestDue;
import io.chasqui.delivery.ProviderPauses;
import io.chasqui.jobs.LiveWorkers;
import io.chasqui.jobs.Queue;
import io.chasqui.platform.db.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads how things are. What lives and what is gone is judged by the database's clock. */
public final class SystemStateQueries {

  /** Workers renew their rows every 5 s. */
  private static final int ALIVE_SECONDS = 30;

  private static final int MOST_WORKERS = 500;

  private final JdbcClient jdbc;

  /**
   * @param jdbc whoever must have an answer in time gives one that waits no longer
   */
  public SystemStateQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Every queue. */
  public List<QueueState> queues() {
    return queues(1);
  }

  /**
   * Every queue, and how much is due on it.
   *
   * @param mostDue so many are counted of a channel, 1 or more
   */
  public List<QueueState> queues(int mostDue) {
    Map<Queue, Long> workers = new LiveWorkers(jdbc).byQueue();
    Map<Channel, DueNow> due = new OldestDue(jdbc).byChannel(mostDue);
    Set<String> hadWorkers = queuesThatHadWorkers();
    return Arrays.stream(Queue.values())
        .map(
            queue ->
                queue(
                    queue,
                    workers.getOrDefault(queue, 0L).intValue(),
                    queue.channels().stream().map(due::get).filter(Objects::nonNull).toList(),
                    hadWorkers.contains(queue.name())))
        .toList();
  }

  private static QueueState queue(Queue queue, int workers, List<DueNow> due, boolean hadWorkers) {
    return new QueueState(
        queue,
        workers,
        workers > 0 || !due.isEmpty() || hadWorkers,
        due.stream().map(DueNow::oldest).max(Comparator.naturalOrder()).orElse(Duration.ZERO),
        due.stream().mapToLong(DueNow::n).sum());
  }

  /** Within the last day. */
  private Set<String> queuesThatHadWorkers() {
    return jdbc.sql(
            "SELECT DISTINCT queue FROM channel_health WHERE seen_at > now() - interval '1 day'")
        .query(String.class)
        .set();
  }

  /** Every peer that live workers send to, by its key. */
  public List<ChannelState> channels() {
    Map<String, String> pauses = new ProviderPauses(jdbc).reasons();
    return jdbc.sql(
            """
            SELECT channel_key, channel, count(*) AS workers,
              count(*) FILTER (WHERE breaker = 'OPEN') AS open,
              count(*) FILTER (WHERE breaker = 'HALF_OPEN') AS half_open,
              max(consecutive_failures) AS consecutive_failures,
              (array_agg(last_failure_code ORDER BY consecutive_failures DESC))[1] AS last_code,
              count(*) FILTER (WHERE breaker <> 'CLOSED') AS away,
              min(place) AS place
            FROM channel_health
            WHERE seen_at > now() - :alive * interval '1 second'
            GROUP BY channel_key, channel
            ORDER BY channel_key
            """)
        .param("alive", ALIVE_SECONDS)
        .query((row, number) -> channel(row, pauses))
        .list();
  }

  /** How each live worker finds a peer, by the workers' names; at most some hundreds. */
  public List<PeerOfWorker> workersOf(String channelKey) {
    return jdbc.sql(
            """
            SELECT worker, breaker, consecutive_failures, last_failure_code, changed_at
            FROM channel_health
            WHERE channel_key = :key AND seen_at > now() - :alive * interval '1 second'
            ORDER BY worker
            LIMIT :most
            """)
        .param("key", channelKey)
        .param("alive", ALIVE_SECONDS)
        .param("most", MOST_WORKERS)
        .query(SystemStateQueries::peerOfWorker)
        .list();
  }

  private static PeerOfWorker peerOfWorker(ResultSet row, int number) throws SQLException {
    return new PeerOfWorker(
        row.getString("worker"),
        row.getString("breaker"),
        row.getInt("consecutive_failures"),
        row.getString("last_failure_code"),
        Times.instant(row, "changed_at"));
  }

  private static ChannelState channel(ResultSet row, Map<String, String> pauses)
      throws SQLException {
    String key = row.getString("channel_key");
    return new ChannelState(
        key,
        Channel.valueOf(row.getString("channel")),
        row.getInt("workers"),
        row.getInt("open"),
        row.getInt("half_open"),
        row.getInt("consecutive_failures"),
        row.getString("last_code"),
        pauses.get(key),
        row.getInt("away"),
        row.getObject("place", Integer.class));
  }
}
