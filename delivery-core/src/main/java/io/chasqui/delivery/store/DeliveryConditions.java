package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.Origin;
import io.chasqui.platform.db.Times;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A query as SQL that stays fast however many deliveries there are. Each condition has an index
 * that ends with the id. One of the two tables is read by it, the other one row by row, which
 * {@code OFFSET 0} says: PostgreSQL would count on every month for each row, and join whole tables.
 * What both have is asked of both. Status, channel and kind of origin are literals: PostgreSQL
 * knows how often each occurs, and would have to guess for a parameter.
 */
final class DeliveryConditions {

  /** An id is made a moment after its delivery's time of creation, by a clock that may be set. */
  private static final Duration CLOCK_MARGIN = Duration.ofMinutes(1);

  private static final String BY_MESSAGE =
      """
      FROM delivery_message AS message
      CROSS JOIN LATERAL (
        SELECT * FROM delivery_state AS state WHERE state.id = message.id AND %2$s OFFSET 0
      ) AS state
      WHERE %1$s
      ORDER BY %3$smessage.id %4$s
      """;

  private static final String BY_STATE =
      """
      FROM delivery_state AS state
      CROSS JOIN LATERAL (
        SELECT * FROM delivery_message AS message WHERE message.id = state.id AND %1$s OFFSET 0
      ) AS message
      WHERE %2$s
      ORDER BY state.id %4$s
      """;

  private final StringJoiner ofMessage = new StringJoiner(" AND ").setEmptyValue("true");
  private final StringJoiner ofState = new StringJoiner(" AND ").setEmptyValue("true");
  private final Map<String, Object> params = new HashMap<>();
  private final boolean isReadByState;
  private final boolean isOldestFirst;

  /** The column whose index is read, and so what comes first in the order. */
  private String first = "";

  DeliveryConditions(DeliveryQuery query) {
    literal(ofState, "state.status", query.status());
    literal(ofMessage, "message.channel", query.channel());
    literal(ofState, "state.channel", query.channel());
    one("correlation_id", "correlationId", query.correlationId());
    recipient(query.recipients());
    one("customer_id", "customerId", query.customerId());
    origin(query.origin());
    id("< :olderThan", query.olderThan());
    id("> :newerThan", query.newerThan());
    isOldestFirst = query.newerThan() != null;
    if (query.from() != null) {
      message("created_at >= :from", Times.utc(query.from()));
      id(">= :firstId", DeliveryId.firstAt(query.from().minus(CLOCK_MARGIN)));
    }
    if (query.to() != null) {
      message("created_at < :to", Times.utc(query.to()));
      id("< :endId", DeliveryId.firstAt(query.to().plus(CLOCK_MARGIN)));
    }
    isReadByState = query.status() != null && !finds(query);
  }

  /** Whether an index of the message finds few. A kind of origin alone may have made millions. */
  private static boolean finds(DeliveryQuery query) {
    Origin origin = query.origin();
    return query.correlationId() != null
        || query.recipients() != null
        || query.customerId() != null
        || origin != null && origin.id() != null;
  }

  /** The tables, what is asked of them, and the order. */
  String from() {
    String order = isOldestFirst ? "ASC" : "DESC";
    return (isReadByState ? BY_STATE : BY_MESSAGE).formatted(ofMessage, ofState, first, order);
  }

  /** Whether those come first that are next to where the page before began: the oldest. */
  boolean isOldestFirst() {
    return isOldestFirst;
  }

  Map<String, Object> params() {
    return params;
  }

  /** One form, as a rule: PostgreSQL reads one in the order of the ids, and would sort several. */
  private void recipient(@Nullable List<String> forms) {
    if (forms != null && forms.size() == 1) {
      one("recipient", "recipient", forms.get(0));
    } else if (forms != null) {
      ofMessage.add("recipient = ANY (:recipients)");
      params.put("recipients", forms.toArray(String[]::new));
    }
  }

  /** A kind is letters and underscores alone. */
  private void origin(@Nullable Origin origin) {
    if (origin != null) {
      ofMessage.add("origin_kind = '%s'".formatted(origin.kind()));
      one("origin_id", "originId", origin.id());
    }
  }

  private static void literal(StringJoiner sql, String column, @Nullable Enum<?> constant) {
    if (constant != null) {
      sql.add("%s = '%s'".formatted(column, constant.name()));
    }
  }

  /**
   * The first of these is said as one of one, and orders the list. PostgreSQL does not know that
   * this changes nothing, and so has to read that index. Otherwise it reads the key from the newest
   * on where a month is nearly all of one value, and for another value all of that month.
   */
  private void one(String column, String param, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (first.isEmpty()) {
      first = column + ", ";
      ofMessage.add(column + " = ANY (ARRAY[:" + param + "])");
    } else {
      ofMessage.add(column + " = :" + param);
    }
    params.put(param, value);
  }

  private void message(String condition, @Nullable Object value) {
    condition(ofMessage, condition, value);
  }

  private void condition(StringJoiner sql, String condition, @Nullable Object value) {
    if (value != null) {
      sql.add(condition);
      params.put(condition.substring(condition.indexOf(':') + 1), value);
    }
  }

  private void id(String comparison, @Nullable DeliveryId id) {
    if (id != null) {
      condition(ofMessage, "message.id " + comparison, id.value());
      condition(ofState, "state.id " + comparison, id.value());
    }
  }
}
