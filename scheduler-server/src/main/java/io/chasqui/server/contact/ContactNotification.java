package io.chasqui.server.contact;

import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.platform.CorrelationId;

/**
 * Tells of a contact message. The sender's address stands in the text alone: anybody can write
 * anybody's address into a form, and an answer that goes there at a click would carry the form's
 * text to somebody who never asked.
 */
record ContactNotification(ContactMessage message) {

  private static final String ORIGIN = "CONTACT";

  /**
   * The message's id is the correlation id too, and not the request's: anybody may send the form
   * under the id of somebody's report, and whoever asks or is told by that id what became of the
   * report must not be told of this.
   *
   * @param recipient one of those that are configured
   */
  DeliveryRequest to(EmailAddress recipient) {
    return DeliveryRequest.email(recipient)
        .origin(new Origin(ORIGIN, message.id()))
        .correlationId(new CorrelationId(message.id().toString()))
        .subject("Contact form: " + message.name())
        .message(text())
        .at(message.receivedAt())
        .build();
  }

  /** The message comes last, so that nothing in it can pass for a line of ours. */
  private String text() {
    return """
    Name: %s
    E-mail: %s
    Language: %s

    %s\
    """
        .formatted(message.name(), message.email(), message.language(), message.text());
  }
}
