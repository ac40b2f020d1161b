package io.chasqui.delivery;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Knows which providers all workers leave alone for a stated time. */
public final class ProviderPauses {

  private final JdbcClient jdbc;

  /**
   * @param jdbc whoever must have an answer in time gives one that waits no longer
   */
  public ProviderPauses(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Those that are paused now, by the database's clock: a provider's key, and why it is, as in
   * {@link FailureCode}.
   */
  public Map<String, String> reasons() {
    return jdbc
        .sql("SELECT channel_key, reason FROM channel_pause WHERE paused_until > now()")
        .query((row, number) -> Map.entry(row.getString("channel_key"), row.getString("reason")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
