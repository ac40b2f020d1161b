package io.chasqui.server.contact;

import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.platform.TimeUuid;
import io.chasqui.server.schedule.OnceOnly;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores a form's message and the deliveries that tell of it: all, or after an exception none. */
record ContactIntake(
    ContactForm form,
    ContactCaller caller,
    List<String> recipients,
    ContactMessages messages,
    Deliveries deliveries,
    TransactionTemplate transaction)
    implements OnceOnly<ContactMessage> {

  @Override
  public ContactMessage asOf(Instant receivedAt) {
    return new ContactMessage(
        TimeUuid.fresh(),
        receivedAt.truncatedTo(ChronoUnit.MICROS),
        form.name(),
        form.email(),
        form.text(),
        caller.language().getLanguage());
  }

  @Override
  public List<@Nullable Object> parts(ContactMessage message) {
    return List.of("contact", message.name(), message.email(), message.text());
  }

  @Override
  public DeliveryId store(ContactMessage message) {
    ContactNotification notification = new ContactNotification(message, caller.requestId());
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              List<DeliveryId> told =
                  deliveries.scheduleAll(recipients.stream().map(notification::to).toList());
              messages.add(message, told);
              return told.get(0);
            }));
  }
}
