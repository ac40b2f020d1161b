package io.chasqui.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.DeliveryTime;
import io.chasqui.delivery.Origin;
import io.chasqui.platform.db.Times;
import io.chasqui.testing.StatementPlans;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestMonths;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What lists read when nearly all deliveries of all months came of one mailing, for one recipient
 * and one customer: PostgreSQL then knows of no other, and finds the newest first by reading the
 * months as they lie. Buffers are counted, not milliseconds.
 */
class ListCostIT {

  private static final int MONTHS = 14;
  private static final int DELIVERIES = 28_000;
  private static final int PAGE = 50;

  /** An entry and its page for each month, and the levels of the index above them. */
  private static final int TO_FIND_FEW = 4 * MONTHS;

  /** For each that is shown its message, and its state by the key. */
  private static final int TO_SHOW_A_PAGE = TO_FIND_FEW + 5 * PAGE;

  private static final String FREQUENT = "00000000-0000-0000-0000-000000000001";
  private static final String RARE = "00000000-0000-0000-0000-000000000002";
  private static final String UNKNOWN = "00000000-0000-0000-0000-000000000003";

  private static final JdbcClient jdbc = TestDatabase.fresh().jdbc();
  private static final StatementPlans plans = new StatementPlans(jdbc);

  @BeforeAll
  static void nearlyAllAreOfOne() {
    TestMonths.inPlaceOfTheFirst(jdbc, MONTHS);
    jdbc.sql(
            """
            WITH deliveries AS MATERIALIZED (
              SELECT at, uuidv7(at - clock_timestamp()) AS id,
                CASE i WHEN 1000 THEN :rare ELSE :frequent END AS value
              FROM generate_series(1, :count) AS i
              CROSS JOIN LATERAL (
                SELECT date_trunc('day', now()) - interval '1 day'
                  - (:count - i) * interval '390 days' / :count AS at) AS moment
            ), messages AS (
              INSERT INTO delivery_message (
                id, correlation_id, channel, recipient_kind, recipient, message, on_unknown,
                created_at, customer_id, origin_kind, origin_id)
              SELECT id, value, 'EMAIL', 'EMAIL_ADDRESS', value, 'Hi', 'RESEND', at,
                right(value, 1)::bigint, 'MAILING', value::uuid
              FROM deliveries
            )
            INSERT INTO delivery_state (
              id, channel, band, status, scheduled_time, due_at, completed_at)
            SELECT id, 'EMAIL', 'DIRECT', 'DELIVERED', at, at, at FROM deliveries
            """)
        .param("count", DELIVERIES)
        .param("frequent", FREQUENT)
        .param("rare", RARE)
        .update();
    jdbc.sql("VACUUM ANALYZE delivery_message, delivery_state").update();
  }

  @ParameterizedTest
  @CsvSource({
    "correlationId, generic", "correlationId, custom",
    "recipient, generic", "recipient, custom",
    "customerId, generic", "customerId, custom",
    "originId, generic", "originId, custom"
  })
  void aListReadsWhatItShowsAndNoMonthAsItLies(String filter, String plan) throws Exception {
    jdbc.sql("SET plan_cache_mode = force_%s_plan".formatted(plan)).update();

    assertThat(buffers(filter, UNKNOWN, null)).as("unknown").isLessThanOrEqualTo(TO_FIND_FEW);
    assertThat(buffers(filter, RARE, null)).as("rare").isLessThanOrEqualTo(TO_FIND_FEW);
    assertThat(buffers(filter, FREQUENT, null)).as("frequent").isLessThanOrEqualTo(TO_SHOW_A_PAGE);
    assertThat(buffers(filter, FREQUENT, farBehind()))
        .as("a page far behind")
        .isLessThanOrEqualTo(TO_SHOW_A_PAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"generic", "custom"})
  void aListByACodeOrAnotherTimeReadsWhatItShows(String plan) throws Exception {
    jdbc.sql("SET plan_cache_mode = force_%s_plan".formatted(plan)).update();
    DeliveryId far = farBehind();
    Instant ended =
        jdbc.sql("SELECT completed_at FROM delivery_state WHERE id = :id")
            .param("id", far.value())
            .query((row, number) -> Times.instant(row, "completed_at"))
            .single();

    assertThat(buffers(by("NEVER_SEEN", DeliveryTime.CREATED, null, null)))
        .as("a code that does not occur")
        .isLessThanOrEqualTo(TO_FIND_FEW);
    assertThat(buffers(by(null, DeliveryTime.DUE, null, null)))
        .as("due")
        .isLessThanOrEqualTo(TO_FIND_FEW);
    assertThat(buffers(by(null, DeliveryTime.DEADLINE, null, null)))
        .as("deadline")
        .isLessThanOrEqualTo(TO_FIND_FEW);
    assertThat(buffers(by(null, DeliveryTime.ENDED, null, null)))
        .as("ended")
        .isLessThanOrEqualTo(TO_SHOW_A_PAGE);
    assertThat(buffers(by(null, DeliveryTime.ENDED, far, ended)))
        .as("ended, a page far behind")
        .isLessThanOrEqualTo(TO_SHOW_A_PAGE);
  }

  private static DeliveryQuery by(
      @Nullable String code,
      DeliveryTime time,
      @Nullable DeliveryId olderThan,
      @Nullable Instant placeAt) {
    return new DeliveryQuery(
        null,
        null,
        time == DeliveryTime.DUE ? Channel.EMAIL : null,
        null,
        null,
        null,
        null,
        null,
        olderThan,
        null,
        PAGE,
        null,
        code,
        time,
        time,
        placeAt);
  }

  private static DeliveryId farBehind() {
    return new DeliveryId(
        jdbc.sql("SELECT id FROM delivery_message ORDER BY id OFFSET 200 LIMIT 1")
            .query(UUID.class)
            .single());
  }

  private static int buffers(String filter, String value, @Nullable DeliveryId olderThan)
      throws Exception {
    return buffers(
        new DeliveryQuery(
            filter.equals("correlationId") ? value : null,
            null,
            null,
            filter.equals("recipient") ? List.of(value) : null,
            filter.equals("customerId") ? Long.valueOf(value.substring(35)) : null,
            filter.equals("originId") ? new Origin("MAILING", UUID.fromString(value)) : null,
            null,
            null,
            olderThan,
            PAGE));
  }

  private static int buffers(DeliveryQuery query) throws Exception {
    DeliveryConditions conditions = new DeliveryConditions(query);
    Map<String, Object> params = new LinkedHashMap<>(conditions.params());
    plans.prepare(
        "list" + each(params, ListCostIT::type),
        "SELECT * " + conditions.from() + " LIMIT " + query.limit(),
        params.keySet().toArray(String[]::new));
    try {
      return plans.buffers("list" + each(params, value -> "'" + value + "'"));
    } finally {
      jdbc.sql("DEALLOCATE list").update();
    }
  }

  private static String each(Map<String, Object> params, Function<Object, String> text) {
    return params.isEmpty()
        ? ""
        : params.values().stream().map(text).collect(Collectors.joining(", ", " (", ")"));
  }

  private static String type(Object value) {
    if (value instanceof OffsetDateTime) {
      return "timestamptz";
    }
    return value instanceof UUID ? "uuid" : value instanceof Long ? "bigint" : "text";
  }
}
