package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.load.Api;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.benchmarks.mail.ScheduleRequests;
import io.chasqui.benchmarks.product.Chasqui;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What scenario D compares. */
final class BacklogOperations {

  private static final Duration FAR_AWAY = Duration.ofDays(30);

  /** A list that is slow is not asked for so often. */
  private static final Duration LONGEST_LIST = Duration.ofSeconds(3);

  private static final int ITEMS_FOR_EACH_SINGLE = 5;
  private static final int BATCH_SIZE = 2_500;
  private static final int CONNECTIONS = 4;

  private final Bench bench;

  BacklogOperations(Bench bench) {
    this.bench = bench;
  }

  List<BacklogOperation> all(boolean withBatches) {
    List<BacklogOperation> operations = new ArrayList<>();
    operations.add(new BacklogOperation("intake, single request", this::singles, false));
    if (withBatches) {
      operations.add(new BacklogOperation("intake, batch item", this::batches, false));
    }
    operations.add(new BacklogOperation("from due to done, a burst, each", this::burst, false));
    lists()
        .forEach(
            (name, query) ->
                operations.add(
                    new BacklogOperation("list: " + name, chasqui -> page(chasqui, query), true)));
    return operations;
  }

  private double singles(Chasqui chasqui) {
    int count = bench.sizes().backlog().burst();
    return millisEach(
        chasqui.api().scheduleOneByOne(farAway("single", count), Chasqui.CONNECTIONS), count);
  }

  private double batches(Chasqui chasqui) {
    int count = bench.sizes().backlog().burst() * ITEMS_FOR_EACH_SINGLE;
    return millisEach(
        chasqui.api().scheduleInBatches(farAway("batch", count), BATCH_SIZE, CONNECTIONS), count);
  }

  private List<String> farAway(String prefix, int count) {
    Corpus corpus = new Corpus(prefix, bench.systems().reports(), count, 0, false);
    return ScheduleRequests.dueAt(bench.in(FAR_AWAY), corpus);
  }

  /** All due at once: promoted, claimed, sent by a channel that does nothing, completed. */
  private double burst(Chasqui chasqui) {
    int count = bench.sizes().backlog().burst();
    Corpus corpus = new Corpus("burst", bench.systems().reports(), count, 0, false);
    Corpus probe = new Corpus("probe", bench.systems().reports(), Chasqui.CONNECTIONS, 0, false);
    Duration probeIntake = chasqui.schedule(ScheduleRequests.dueAt(bench.in(FAR_AWAY), probe));
    Instant dueAt = bench.afterIntake(corpus, probeIntake, probe);
    chasqui.schedule(ScheduleRequests.dueAt(dueAt, corpus));
    Waiting.sleep(bench.until(dueAt));
    NoOpCalls calls = new NoOpCalls(chasqui.worker(), bench.sizes().timeout());
    calls.await(corpus);
    calls.take(corpus);
    String since = "FROM delivery WHERE scheduled_time = '%s'".formatted(dueAt);
    Waiting.until(
        "the burst was recorded as delivered",
        bench.sizes().timeout(),
        () ->
            chasqui.database().number("SELECT count(*) " + since + " AND status = 'DELIVERED'")
                == count,
        () -> chasqui.database().table("SELECT status, count(*) " + since + " GROUP BY 1"));
    String millis = "SELECT 1000 * extract(epoch FROM max(completed_at) - min(scheduled_time)) ";
    return chasqui.database().number(millis + since) / count;
  }

  private double page(Chasqui chasqui, String query) {
    Api api = chasqui.api();
    String path = "/api/deliveries" + query;
    Duration one = api.get(path, 1, 1);
    int affordable = (int) (LONGEST_LIST.toNanos() / one.toNanos());
    int count = Math.max(CONNECTIONS, Math.min(bench.sizes().backlog().pages(), affordable));
    return millisEach(api.get(path, count, CONNECTIONS), count);
  }

  /** Each finds at least a whole page in both systems, but for the last, which find nothing. */
  private Map<String, String> lists() {
    Instant now = bench.now();
    Instant from = now.minus(Duration.ofDays(BacklogFill.DAYS - 60));
    Instant to = now.minus(Duration.ofDays(BacklogFill.DAYS - 200));
    String recipient = "recipient=" + BacklogFill.PROBE_RECIPIENT;
    String customer = "customerId=" + BacklogFill.PROBE_CUSTOMER;
    Map<String, String> lists = new LinkedHashMap<>();
    lists.put("no filter", "");
    lists.put("correlationId", "?correlationId=" + BacklogFill.PROBE_CORRELATION_ID);
    lists.put("recipient", "?" + recipient);
    lists.put("customerId", "?" + customer);
    lists.put("status=SCHEDULED", "?status=SCHEDULED");
    lists.put("status=DELIVERED", "?status=DELIVERED");
    lists.put("channel=TELEGRAM", "?channel=TELEGRAM");
    lists.put("from, to", "?from=%s&to=%s".formatted(from, to));
    lists.put("status, channel", "?status=DELIVERED&channel=EMAIL");
    lists.put("customerId, status", "?%s&status=SCHEDULED".formatted(customer));
    lists.put("recipient, from, to", "?%s&from=%s&to=%s".formatted(recipient, from, to));
    lists.put("status, from, to", "?status=DELIVERED&from=%s&to=%s".formatted(from, to));
    lists.put("nothing: status=UNCERTAIN", "?status=UNCERTAIN");
    lists.put("nothing: channel, status", "?channel=TELEGRAM&status=CANCELLED");
    lists.put("nothing: from", "?from=" + now.plus(Duration.ofDays(1)));
    return lists;
  }

  private static double millisEach(Duration duration, int count) {
    return duration.toNanos() / 1e6 / count;
  }
}
