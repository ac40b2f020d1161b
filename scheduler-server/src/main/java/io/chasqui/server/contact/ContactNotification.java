package io.chasqui.server.contact;

import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.TextCut;

/**
 * Tells of a contact message. The sender's address stands in the text alone: anybody can write
 * anybody's address into a form, and an answer that goes there at a click would carry the form's
 * text to somebody who never asked.
 */
record ContactNotification(ContactMessage message, CorrelationId requestId) {

  private static final String ORIGIN = "CONTACT";
  private static final String ID_GROUP = "contact:";

  /**
   * @param recipient one of those that are configured
   */
  DeliveryRequest to(EmailAddress recipient) {
    return DeliveryRequest.email(recipient)
        .origin(new Origin(ORIGIN, message.id()))
        .correlationId(correlationId())
        .subject("Contact form: " + message.name())
        .message(text())
        .at(message.receivedAt())
        .build();
  }

  /**
   * In a group of its own: anybody may send the form under the id of somebody's report, and whoever
   * asks or is told by that id what became of the report must not be told of this.
   */
  private CorrelationId correlationId() {
    return new CorrelationId(TextCut.to(ID_GROUP + requestId, CorrelationId.LONGEST));
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
