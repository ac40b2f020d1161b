package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.DeliveryTime;
import io.chasqui.delivery.Origin;
import io.chasqui.platform.db.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
      ORDER BY %3$s
      """;

  private static final String BY_STATE =
      """
      FROM delivery_state AS state
      CROSS JOIN LATERAL (
        SELECT * FROM delivery_message AS message WHERE message.id = state.id AND %1$s OFFSET 0
      ) AS message
      WHERE %2$s
      ORDER BY %3$s
      """;

  private final StringJoiner ofMessage = new StringJoiner(" AND ").setEmptyValue("true");
  private final StringJoiner ofState = new StringJoiner(" AND ").setEmptyValue("true");
  private final Map<String, Object> params = new HashMap<>();
  private final DeliveryTime order;
  private final boolean isReadByState;
  private final boolean isTurnedRound;

  /** The column of messages whose index is read, and so what comes first in the order. */
  private String first = "";

  DeliveryConditions(DeliveryQuery query) {
    literal(ofState, "state.status", query.status());
    literal(ofMessage, "message.channel", query.channel());
    literal(ofState, "state.channel", query.channel());
    one("correlation_id", "correlationId", query.correlationId());
    recipient(query.recipients());
    one("customer_id", "customerId", query.customerId());
    origin(query.origin());
    ids(query.ids());
    order = Objects.requireNonNull(query.order());
    isTurnedRound = query.newerThan() != null;
    isReadByState = isAboutStates(query) && !finds(query);
    code(query.failureCode());
    times(query);
    place(query);
  }

  /** Whether an index of the state finds them, or has their order. */
  private static boolean isAboutStates(DeliveryQuery query) {
    return query.status() != null
        || query.failureCode() != null
        || query.by() != DeliveryTime.CREATED;
  }

  /** As {@link #one}: a code that is none is then found by the index to be none. */
  private void code(@Nullable String code) {
    if (code != null) {
      ofState.add("state.failure_code = ANY (ARRAY[:failureCode])");
      params.put("failureCode", code);
      if (isReadByState) {
        first = "state.failure_code, ";
      }
    }
  }

  private void times(DeliveryQuery query) {
    DeliveryTime by = Objects.requireNonNull(query.by());
    Instant from = query.from();
    Instant to = query.to();
    if (by != DeliveryTime.CREATED) {
      ofState.add(among(by));
      condition(ofState, column(by) + " >= :from", Times.utcOrNull(from));
      condition(ofState, column(by) + " < :to", Times.utcOrNull(to));
      return;
    }
    if (from != null) {
      message("created_at >= :from", Times.utc(from));
      id(">= :firstId", DeliveryId.firstAt(from.minus(CLOCK_MARGIN)));
    }
    if (to != null) {
      message("created_at < :to", Times.utc(to));
      id("< :endId", DeliveryId.firstAt(to.plus(CLOCK_MARGIN)));
    }
  }

  /** What an index of this time is about, in the words of the index. */
  private static String among(DeliveryTime by) {
    return switch (by) {
      case CREATED -> "true";
      case DUE -> "state.status IN ('SCHEDULED', 'QUEUED', 'RETRYING')";
      case DEADLINE ->
          "state.expires_at IS NOT NULL AND state.status IN ('SCHEDULED', 'QUEUED', 'RETRYING')";
      case ENDED ->
          "state.erased_at IS NULL AND state.status IN"
              + " ('DELIVERED', 'FAILED', 'CANCELLED', 'EXPIRED', 'SUPPRESSED')";
    };
  }

  private static String column(DeliveryTime time) {
    return switch (time) {
      case CREATED -> throw new IllegalArgumentException("messages have that, and ids say it");
      case DUE -> "state.due_at";
      case DEADLINE -> "state.expires_at";
      case ENDED -> "state.completed_at";
    };
  }

  /** Where a page begins. */
  private void place(DeliveryQuery query) {
    if (order == DeliveryTime.CREATED) {
      id("< :olderThan", query.olderThan());
      id("> :newerThan", query.newerThan());
      return;
    }
    DeliveryId last = isTurnedRound ? query.newerThan() : query.olderThan();
    if (last != null) {
      ofState.add(
          "(%s, state.id) %s (:placeAt, :placeId)".formatted(column(order), isUp() ? ">" : "<"));
      params.put("placeAt", Times.utc(Objects.requireNonNull(query.placeAt())));
      params.put("placeId", last.value());
    }
  }

  /** Whether what is read begins with the least. */
  private boolean isUp() {
    return order.isToCome() != isTurnedRound;
  }

  /** Whether an index of the message finds few. A kind of origin alone may have made millions. */
  private static boolean finds(DeliveryQuery query) {
    Origin origin = query.origin();
    return query.ids() != null
        || query.correlationId() != null
        || query.recipients() != null
        || query.customerId() != null
        || origin != null && origin.id() != null;
  }

  /** The tables, what is asked of them, and the order. */
  String from() {
    return (isReadByState ? BY_STATE : BY_MESSAGE).formatted(ofMessage, ofState, order());
  }

  private String order() {
    String direction = isUp() ? " ASC" : " DESC";
    return order == DeliveryTime.CREATED
        ? first + (isReadByState ? "state.id" : "message.id") + direction
        : column(order) + direction + ", state.id" + direction;
  }

  /** Whether those come first that are next to where the page before began: the last of a page. */
  boolean isTurnedRound() {
    return isTurnedRound;
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

  /** Between the least and the greatest of them, so that other months are not asked. */
  private void ids(@Nullable List<DeliveryId> ids) {
    if (ids != null) {
      ofMessage.add("message.id = ANY (:ids) AND message.id BETWEEN :leastId AND :greatestId");
      ofState.add("state.id BETWEEN :leastId AND :greatestId");
      params.put("ids", IdRange.array(ids));
      params.putAll(IdRange.ofDeliveries(ids).params());
    }
  }

  private void id(String comparison, @Nullable DeliveryId id) {
    if (id != null) {
      condition(ofMessage, "message.id " + comparison, id.value());
      condition(ofState, "state.id " + comparison, id.value());
    }
  }
}
