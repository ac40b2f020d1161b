package io.chasqui.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.SelectedCount;
import io.chasqui.delivery.SelectedDelivery;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestMonths;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a filter selects, counted and read in chunks, in several months. */
class SelectionStoreIT {

  private static final int ALL = 20_000;

  private static final TestDatabase database = TestDatabase.fresh();
  private static final JdbcClient jdbc = database.jdbc();

  private final SelectionStore selections = new SelectionStore(jdbc);

  @BeforeAll
  static void store() {
    TestMonths.inPlaceOfTheFirst(jdbc, 4);
    jdbc.sql("SET plan_cache_mode = force_generic_plan").update();
    jdbc.sql(
            """
            INSERT INTO delivery_message (
              id, correlation_id, channel, recipient_kind, recipient, message, on_unknown, created_at)
            SELECT (left(first_delivery_id(
                now() - (i % 3) * interval '1 month' - i * interval '1 millisecond')::text, 19)
              || right(gen_random_uuid()::text, 17))::uuid,
              'r', 'EMAIL', 'EMAIL_ADDRESS', 'a@example.com', 'm', 'RESEND', now()
            FROM generate_series(1, :all) AS i
            """)
        .param("all", ALL)
        .update();
    jdbc.sql(
            """
            INSERT INTO delivery_state (
              id, channel, status, scheduled_time, due_at, completed_at, attempt, failure_code)
            SELECT id, 'EMAIL', 'FAILED', now(), now(), now(), 2, 'TEST' FROM delivery_message
            """)
        .update();
    jdbc.sql(
            """
            INSERT INTO delivery_attempt (delivery_id, number, worker, started_at, ended_at, outcome)
            SELECT id, number, 'w', now(), now(),
              CASE WHEN number = 1 AND row_number() OVER (ORDER BY id) % 200 = 0
                THEN 'UNKNOWN' ELSE 'PERMANENT_FAILURE' END
            FROM delivery_state CROSS JOIN generate_series(1, 2) AS number
            """)
        .update();
    jdbc.sql("VACUUM ANALYZE").update();
  }

  @Test
  void itIsCountedHowManyMayHaveArrived() {
    int mayHaveArrived = database.count("delivery_attempt WHERE outcome = 'UNKNOWN'");

    List<SelectedCount> counts = selections.count(failed(ALL + 1), Instant.EPOCH);

    assertThat(mayHaveArrived).isPositive();
    assertThat(counts)
        .containsExactlyInAnyOrder(
            new SelectedCount(DeliveryStatus.FAILED, false, true, false, mayHaveArrived),
            new SelectedCount(DeliveryStatus.FAILED, false, false, false, ALL - mayHaveArrived));
  }

  @Test
  void noMoreAreCountedThanTheLimit() {
    long counted =
        selections.count(failed(1_000), Instant.EPOCH).stream().mapToLong(SelectedCount::n).sum();

    assertThat(counted).isEqualTo(1_000);
  }

  @Test
  void chunksGoFromTheNewestToTheOldestAndLeaveNoneOut() {
    List<DeliveryId> all = new ArrayList<>();
    DeliveryQuery rest = failed(5_000);
    for (List<DeliveryId> next = selections.next(rest);
        !next.isEmpty();
        next = selections.next(rest)) {
      all.addAll(next);
      rest = rest.withOlderThan(next.get(next.size() - 1));
    }

    assertThat(all).hasSize(ALL).doesNotHaveDuplicates();
    List<String> sorted = new ArrayList<>(all.stream().map(DeliveryId::toString).toList());
    sorted.sort(Collections.reverseOrder());
    assertThat(all.stream().map(DeliveryId::toString)).containsExactlyElementsOf(sorted);
    assertThat(selections.next(failed(1).withOlderThan(all.get(0).next())))
        .containsExactly(all.get(0));
  }

  @Test
  void oneIsLookedAtAsItIs() {
    DeliveryId one = selections.next(failed(1)).get(0);

    List<SelectedDelivery> found = selections.look(List.of(one, DeliveryId.fresh()));

    assertThat(found).hasSize(1);
    assertThat(found.get(0).id()).isEqualTo(one);
    assertThat(found.get(0).status()).isEqualTo(DeliveryStatus.FAILED);
  }

  private static DeliveryQuery failed(int limit) {
    return new DeliveryQuery(
        null, DeliveryStatus.FAILED, Channel.EMAIL, null, null, null, null, null, null, limit);
  }
}
