package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Database;
import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.message.Messages;
import java.time.Duration;

/** What the ledger has to say once a peer has all messages. */
final class Delivered {

  private Delivered() {}

  /** Waits until each is recorded as delivered by its first attempt. */
  static void await(Database database, Messages messages, Duration timeout) {
    String delivered =
        "SELECT count(*) FROM delivery WHERE status = 'DELIVERED' AND attempt = 1"
            + " AND correlation_id LIKE '"
            + messages.prefix()
            + "-%'";
    Waiting.until(
        "all messages were recorded as delivered by their first attempt",
        timeout,
        () -> database.number(delivered) == messages.size(),
        () ->
            database.table(
                "SELECT channel, status, attempt, failure_code, count(*) FROM delivery"
                    + " GROUP BY 1, 2, 3, 4"));
  }
}
