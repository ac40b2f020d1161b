package io.chasqui.server.api.request;

import io.chasqui.delivery.address.AddressFault;

/** What callers are told of addresses that are not taken. */
public final class AddressTexts {

  private AddressTexts() {}

  /** The key of the text. */
  public static String keyOf(AddressFault fault) {
    return switch (fault) {
      case EMAIL_MALFORMED -> "field.email";
      case EMAIL_TOO_LONG -> "field.emailTooLong";
      case EMAIL_QUOTED -> "field.emailQuoted";
      case EMAIL_ADDRESS_LITERAL -> "field.emailAddressLiteral";
      case EMAIL_DOMAIN -> "field.emailDomain";
      case PHONE_MALFORMED -> "field.phoneNumber";
      case PHONE_NOT_INTERNATIONAL -> "field.phoneNotInternational";
      case PHONE_EXTENSION -> "field.phoneExtension";
      case PHONE_IMPOSSIBLE -> "field.phoneImpossible";
      case CHAT_MALFORMED -> "field.chatId";
    };
  }
}
