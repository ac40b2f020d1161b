package io.chasqui.server.delivery.web;

import io.chasqui.contract.delivery.BulkActRequest;
import io.chasqui.contract.delivery.BulkDryRunRequest;
import io.chasqui.contract.delivery.BulkFilter;
import io.chasqui.delivery.Decision;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.server.api.request.Text;
import io.chasqui.server.api.request.TimeFields;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.delivery.bulk.BulkBegin;
import io.chasqui.server.delivery.bulk.BulkOrder;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads requests about many deliveries. */
@Component
class BulkFields {

  private static final BulkFilter NO_FILTER =
      new BulkFilter(null, null, null, null, null, null, null, null);
  private static final UUID NO_ID = new UUID(0, 0);

  private final PhoneNumbers phoneNumbers;
  private final Clock clock;

  BulkFields(PhoneNumbers phoneNumbers, Clock clock) {
    this.phoneNumbers = phoneNumbers;
    this.clock = clock;
  }

  /**
   * @throws io.chasqui.server.api.problem.InvalidRequest naming every field that is wrong
   */
  BulkOrder dryRun(Written<BulkDryRunRequest> written) {
    BulkDryRunRequest request = written.request();
    TimeFields fields = new TimeFields(written, clock.instant());
    Decision act = act(fields, request.act());
    Instant time = time(fields, act, request.scheduledTime());
    requireFilter(fields, request.filter());
    fields.requireValid(null);
    return order(act, request.filter(), time, request.alsoMayHaveArrived());
  }

  /**
   * @throws io.chasqui.server.api.problem.InvalidRequest naming every field that is wrong
   */
  Begun begin(Written<BulkActRequest> written) {
    BulkActRequest request = written.request();
    TimeFields fields = new TimeFields(written, clock.instant());
    Decision act = act(fields, request.act());
    Instant time = time(fields, act, request.scheduledTime());
    requireFilter(fields, request.filter());
    UUID untilId = fields.uuid("untilId", request.untilId());
    if (Text.orNull(request.untilId()) == null) {
      fields.problem("untilId", "field.required");
    }
    Integer expected = request.expected();
    if (expected == null) {
      fields.problem("expected", "field.required");
    }
    String reason =
        fields.text("reason", request.reason()).filter(text -> !text.isBlank()).orElse(null);
    fields.requireValid(null);
    BulkBegin begin =
        new BulkBegin(
            new DeliveryId(untilId == null ? NO_ID : untilId),
            expected == null ? 0 : expected,
            request.perSecond(),
            reason);
    return new Begun(order(act, request.filter(), time, request.alsoMayHaveArrived()), begin);
  }

  private static void requireFilter(TimeFields fields, @Nullable BulkFilter filter) {
    if (filter == null || filter.equals(NO_FILTER)) {
      fields.problem("filter", "field.required");
    }
  }

  /** A harmless one after a problem. */
  private static Decision act(TimeFields fields, @Nullable String written) {
    String word = Text.orNull(written);
    Optional<Decision> found =
        Arrays.stream(Decision.values())
            .filter(one -> word != null && one.name().equals(word.strip().toUpperCase(Locale.ROOT)))
            .findFirst();
    if (word == null) {
      fields.problem("act", "field.required");
    } else if (found.isEmpty()) {
      fields.problem(
          "act",
          "field.oneOf",
          Arrays.stream(Decision.values()).map(Enum::name).collect(Collectors.joining(", ")));
    }
    return found.orElse(Decision.CANCEL);
  }

  private static @Nullable Instant time(TimeFields fields, Decision act, @Nullable String written) {
    String text = Text.orNull(written);
    if (act != Decision.RESCHEDULE) {
      return null;
    }
    if (text == null) {
      fields.problem("scheduledTime", "field.required");
      return Instant.EPOCH;
    }
    return fields.timeOfSending("scheduledTime", fields.instant("scheduledTime", text));
  }

  private BulkOrder order(
      Decision act,
      @Nullable BulkFilter written,
      @Nullable Instant time,
      @Nullable Boolean alsoMayHaveArrived) {
    BulkFilter filter = written == null ? NO_FILTER : written;
    DeliveryQuery query =
        new QueryParameters(phoneNumbers)
            .query(
                filter.correlationId(),
                filter.status(),
                filter.channel(),
                filter.recipient(),
                filter.customerId() == null ? null : filter.customerId().toString(),
                filter.origin(),
                filter.from(),
                filter.to(),
                null,
                null);
    return new BulkOrder(act, query, time, Boolean.TRUE.equals(alsoMayHaveArrived));
  }

  /** What is to be begun, and how. */
  record Begun(BulkOrder order, BulkBegin begin) {}
}
