package io.chasqui.delivery.address;

import io.chasqui.delivery.address.Recipient.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A recipient as the row of its delivery has it. It was checked before it was stored, but perhaps
 * by the rules of an earlier version: it can always be shown, and who is about to use it reads it
 * by the rules of today. Its text form is masked.
 *
 * @param kind how it is addressed
 * @param value as column {@code recipient} has it
 */
public record StoredRecipient(Kind kind, String value) {

  /** The e-mail address, or why it cannot be used as one. */
  public Reading<EmailAddress> emailAddress() {
    return EmailAddress.read(value);
  }

  /**
   * The e-mail address that is used, with its domain in ASCII.
   *
   * @return null when it is the value itself, or none that can be used
   */
  public @Nullable String ascii() {
    return kind == Kind.EMAIL_ADDRESS ? EmailAddress.wireFormUnlessSame(value).orElse(null) : null;
  }

  @Override
  public String toString() {
    return kind + " ***";
  }
}
