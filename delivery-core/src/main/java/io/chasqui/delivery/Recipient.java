package io.chasqui.delivery;

import io.chasqui.delivery.address.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Whom a delivery is for. Its text form is masked, because it ends up in logs.
 *
 * @param kind how the value is to be read
 * @param value an address, a chat or a number; private
 */
public record Recipient(Kind kind, String value) {

  /** How a recipient is addressed. */
  public enum Kind {
    /** As it was given; {@link Recipient#ascii()} is what is used. */
    EMAIL_ADDRESS,
    /** A Telegram chat: a number, or {@code @name} of a channel. */
    CHAT_ID,
    /** E.164: {@code +} and 7-15 digits. */
    PHONE_NUMBER
  }

  /** An e-mail address as it was given. */
  public static Recipient emailAddress(String address) {
    return new Recipient(Kind.EMAIL_ADDRESS, address);
  }

  /** A Telegram chat. */
  public static Recipient chatId(String chatId) {
    return new Recipient(Kind.CHAT_ID, chatId);
  }

  /** A phone number in E.164 form. */
  public static Recipient phoneNumber(String number) {
    return new Recipient(Kind.PHONE_NUMBER, number);
  }

  /**
   * The e-mail address that is used, with its domain in ASCII.
   *
   * @return null when it is the value itself, or this is no e-mail address
   */
  public @Nullable String ascii() {
    return kind == Kind.EMAIL_ADDRESS ? EmailAddress.wireFormUnlessSame(value).orElse(null) : null;
  }

  @Override
  public String toString() {
    return kind + " ***";
  }
}
