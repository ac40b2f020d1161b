package io.chasqui.server.contact;

import io.chasqui.contract.contact.ContactRequest;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.platform.TimeUuid;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.intake.IdempotencyKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form whose fields were checked.
 *
 * @param key what the sender names it by; null: nothing
 * @param isFromAProgram the field was filled that people do not see
 */
record ContactForm(
    @Nullable IdempotencyKey key,
    String name,
    EmailAddress email,
    String text,
    boolean isFromAProgram) {

  /** Keeps keys that anybody may send apart from those of callers who have an API key. */
  private static final String KEY_GROUP = "contact";

  /**
   * @throws io.chasqui.server.api.problem.InvalidRequest naming every field that is wrong
   */
  static ContactForm read(Written<ContactRequest> written, @Nullable String idempotencyKey) {
    ContactRequest request = written.request();
    Fields fields = new Fields(written);
    IdempotencyKey key = IdempotencyKey.read(fields, idempotencyKey, request.id());
    ContactForm form =
        new ContactForm(
            key == null ? null : key.inGroup(KEY_GROUP),
            fields.text("name", request.name()).orElse("").strip(),
            fields.emailAddress("email", request.email()),
            fields.text("message", request.message()).orElse(""),
            request.website() != null && !request.website().isBlank());
    fields.requireValid(null);
    return form;
  }

  ContactMessage message(Instant receivedAt, ContactCaller caller) {
    return new ContactMessage(
        TimeUuid.fresh(),
        receivedAt.truncatedTo(ChronoUnit.MICROS),
        name,
        email.value(),
        text,
        caller.language().getLanguage());
  }

  /** What tells it from other forms under its Idempotency-Key; digests of it are stored. */
  List<@Nullable Object> identity() {
    return List.of("contact", name, email.value(), text);
  }
}
