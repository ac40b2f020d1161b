package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.Origin;
import io.chasqui.platform.Times;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A query as SQL that stays fast however many deliveries there are. Each condition has an index
 * that ends with the id. What message and state both have is asked of both, so that each of their
 * indexes can be read from there. Status, channel and kind of origin are literals: PostgreSQL knows
 * how often each occurs, and would have to guess for a parameter.
 */
final class DeliveryConditions {

  /** An id is made a moment after its delivery's time of creation, by a clock that may be set. */
  private static final Duration CLOCK_MARGIN = Duration.ofMinutes(1);

  private final StringJoiner sql = new StringJoiner(" AND ").setEmptyValue("true");
  private final Map<String, Object> params = new HashMap<>();

  DeliveryConditions(DeliveryQuery query) {
    literal("state.status", query.status());
    literal("message.channel", query.channel());
    literal("state.channel", query.channel());
    condition("correlation_id = :correlationId", query.correlationId());
    recipient(query.recipients());
    condition("customer_id = :customerId", query.customerId());
    origin(query.origin());
    id("< :olderThan", query.olderThan());
    if (query.from() != null) {
      condition("created_at >= :from", Times.utc(query.from()));
      id(">= :firstId", DeliveryId.firstAt(query.from().minus(CLOCK_MARGIN)));
    }
    if (query.to() != null) {
      condition("created_at < :to", Times.utc(query.to()));
      id("< :endId", DeliveryId.firstAt(query.to().plus(CLOCK_MARGIN)));
    }
  }

  /** One form, as a rule: PostgreSQL reads one in the order of the ids, and would sort several. */
  private void recipient(@Nullable List<String> forms) {
    if (forms != null && forms.size() == 1) {
      condition("recipient = :recipient", forms.get(0));
    } else if (forms != null) {
      sql.add("recipient = ANY (:recipients)");
      params.put("recipients", forms.toArray(String[]::new));
    }
  }

  /** A kind is letters and underscores alone. */
  private void origin(@Nullable Origin origin) {
    if (origin != null) {
      sql.add("origin_kind = '%s'".formatted(origin.kind()));
      condition("origin_id = :originId", origin.id());
    }
  }

  String sql() {
    return sql.toString();
  }

  Map<String, Object> params() {
    return params;
  }

  private void literal(String column, @Nullable Enum<?> constant) {
    if (constant != null) {
      sql.add("%s = '%s'".formatted(column, constant.name()));
    }
  }

  private void condition(String condition, @Nullable Object value) {
    if (value != null) {
      sql.add(condition);
      params.put(condition.substring(condition.indexOf(':') + 1), value);
    }
  }

  private void id(String comparison, @Nullable DeliveryId id) {
    if (id != null) {
      condition("message.id " + comparison, id.value());
      condition("state.id " + comparison, id.value());
    }
  }
}
