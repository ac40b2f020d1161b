package io.chasqui.delivery.suppression;

import io.chasqui.delivery.address.Recipient;
import io.chasqui.platform.log.Masking;

/** What is kept of an address for people to recognize it by. */
public final class MaskedAddress {

  private static final int SHOWN = 2;

  private MaskedAddress() {}

  /**
   * Some of its characters: {@code i***@e***.com}, {@code +7999***45}, {@code ***01} of a chat. An
   * id of ours is not masked: it says nothing of a person.
   */
  public static String of(Recipient.Kind kind, String value) {
    return switch (kind) {
      case EMAIL_ADDRESS, PHONE_NUMBER -> masked(value);
      case CHAT_ID -> "***" + value.substring(Math.max(0, value.length() - SHOWN));
      case PUSH_SUBSCRIPTION, WEBHOOK_ENDPOINT -> value;
    };
  }

  /** What an earlier version took for an address may not look like one. */
  private static String masked(String value) {
    String masked = Masking.mask(value);
    return masked.equals(value) ? "***" : masked;
  }
}
