package io.chasqui.delivery.store;

import static io.chasqui.platform.db.Times.instant;
import static io.chasqui.platform.db.Times.instantOrNull;

import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.AttemptPhase;
import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.Band;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.LostAttempt;
import io.chasqui.delivery.QuietHours;
import io.chasqui.delivery.QuietTime;
import io.chasqui.delivery.Refusal;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.delivery.UnclaimedDelivery;
import io.chasqui.delivery.WaitingDelivery;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.address.StoredRecipient;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.trace.Traceparent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the ledger as records. */
final class DeliveryRows {

  private DeliveryRows() {}

  static ClaimedDelivery claimed(ResultSet row, int number) throws SQLException {
    return new ClaimedDelivery(
        new DeliveryId(row.getObject("id", UUID.class)),
        new CorrelationId(row.getString("correlation_id")),
        row.getObject("customer_id", Long.class),
        Channel.valueOf(row.getString("channel")),
        new StoredRecipient(
            Recipient.Kind.valueOf(row.getString("recipient_kind")), row.getString("recipient")),
        row.getString("subject"),
        row.getString("message"),
        new CorrelationId(row.getString("report_id")),
        row.getString("attachment_name"),
        OnUnknown.valueOf(row.getString("on_unknown")),
        retrySchedule(row.getString("retry_schedule")),
        row.getInt("attempt"),
        row.getInt("failed_attempts"),
        row.getBoolean("was_unknown_before"),
        instant(row, "due_since"),
        instant(row, "started_at"),
        Traceparent.read(row.getString("traceparent")),
        row.getObject("recipient_id", UUID.class),
        instantOrNull(row, "expires_at"),
        row.getObject("message_number", Long.class),
        row.getBoolean("may_unsubscribe"),
        row.getString("html"));
  }

  private static @Nullable RetrySchedule retrySchedule(@Nullable String text) {
    return text == null ? null : RetrySchedule.parse(text);
  }

  static WaitingDelivery waiting(ResultSet row, int number) throws SQLException {
    return new WaitingDelivery(
        new DeliveryId(row.getObject("id", UUID.class)),
        Channel.valueOf(row.getString("channel")),
        lane(row),
        Band.valueOf(row.getString("band")),
        new CorrelationId(row.getString("correlation_id")),
        instant(row, "due_at"));
  }

  /** The version before wrote none: its channels have one lane each. */
  static Lane lane(ResultSet row) throws SQLException {
    String name = row.getString("lane");
    return name == null ? Lane.of(Channel.valueOf(row.getString("channel"))) : new Lane(name);
  }

  static UnclaimedDelivery standing(ResultSet row, int number) throws SQLException {
    return new UnclaimedDelivery(
        new CorrelationId(row.getString("correlation_id")),
        Channel.valueOf(row.getString("channel")),
        DeliveryStatus.valueOf(row.getString("status")),
        instant(row, "due_at"),
        row.getBoolean("is_due"),
        row.getBoolean("is_expired"),
        row.getInt("attempt"),
        row.getInt("failed_attempts"),
        OnUnknown.valueOf(row.getString("on_unknown")),
        row.getBoolean("was_unknown_before"),
        row.getBoolean("has_report"),
        instantOrNull(row, "paused_until"),
        Duration.ofMillis(row.getLong("pause_left_millis")),
        row.getString("reason"),
        Refusal.read(row.getString("refusal")),
        instant(row, "judged_at"),
        quietTime(row));
  }

  private static @Nullable QuietTime quietTime(ResultSet row) throws SQLException {
    String hours = row.getString("quiet_window");
    return hours == null
        ? null
        : new QuietTime(QuietHours.parse(hours), row.getString("time_zone"));
  }

  static LostAttempt lost(ResultSet row, int number) throws SQLException {
    return new LostAttempt(phase(row), row.getInt("lost_in_a_row"));
  }

  static AttemptView attempt(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    return new AttemptView(
        row.getInt("number"),
        instant(row, "started_at"),
        instantOrNull(row, "ended_at"),
        phase(row),
        outcome == null ? null : AttemptOutcome.valueOf(outcome),
        row.getString("code"),
        row.getString("detail"),
        row.getString("worker"),
        row.getString("provider"));
  }

  private static @Nullable AttemptPhase phase(ResultSet row) throws SQLException {
    String phase = row.getString("phase");
    return phase == null ? null : AttemptPhase.valueOf(phase);
  }
}
