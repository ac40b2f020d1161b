package io.chasqui.delivery;

/** Whom a delivery is for. Its text form is masked, because it ends up in logs. */
public record Recipient(Kind kind, String value) {

  /** How a recipient is addressed. */
  public enum Kind {
    EMAIL_ADDRESS,
    /** A Telegram chat: a number, or {@code @name} of a channel. */
    CHAT_ID,
    /** International form, {@code +} and 7-15 digits. */
    PHONE_NUMBER
  }

  public static Recipient emailAddress(String address) {
    return new Recipient(Kind.EMAIL_ADDRESS, address);
  }

  public static Recipient chatId(String chatId) {
    return new Recipient(Kind.CHAT_ID, chatId);
  }

  public static Recipient phoneNumber(String number) {
    return new Recipient(Kind.PHONE_NUMBER, number);
  }

  @Override
  public String toString() {
    return kind + " ***";
  }
}
