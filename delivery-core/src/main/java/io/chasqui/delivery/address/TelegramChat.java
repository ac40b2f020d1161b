package io.chasqui.delivery.address;

import java.util.regex.Pattern;

/**
 * A chat of Telegram's. Its text form is masked.
 *
 * @param id the chat's number, or {@code @name} of a channel
 */
public record TelegramChat(String id) implements Recipient {

  private static final Pattern ID = Pattern.compile("-?[0-9]{1,18}|@[A-Za-z][A-Za-z0-9_]{3,31}");

  /**
   * @throws IllegalArgumentException when it is no chat
   */
  public TelegramChat {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(AddressFault.CHAT_MALFORMED.words());
    }
  }

  /** Reads a chat as somebody wrote it. */
  public static Reading<TelegramChat> read(String written) {
    return ID.matcher(written).matches()
        ? Reading.of(new TelegramChat(written))
        : Reading.not(AddressFault.CHAT_MALFORMED);
  }

  @Override
  public Kind kind() {
    return Kind.CHAT_ID;
  }

  @Override
  public String value() {
    return id;
  }

  @Override
  public String toString() {
    return "TelegramChat[***]";
  }
}
