package io.chasqui.delivery.address;

/** Why an address is not taken. */
public enum AddressFault {
  /** It is not one e-mail address. */
  EMAIL_MALFORMED("is not one e-mail address"),
  /**
   * It has more than 64 bytes before the at sign, or more than 254 in all, as it goes on the wire.
   */
  EMAIL_TOO_LONG("is longer than an e-mail address may be"),
  /** RFC 5321 allows it; hardly any mail system takes it, so neither do we. */
  EMAIL_QUOTED("has a quoted part before the @, which is not supported"),
  /** RFC 5321 allows it; it leads past the domain's mail servers, so it is not taken. */
  EMAIL_ADDRESS_LITERAL("has an IP address in place of a domain, which is not supported"),
  /** Its domain is none by IDNA2008, or cannot be written in ASCII. */
  EMAIL_DOMAIN("has a domain that is none"),
  /** It is not a phone number at all. */
  PHONE_MALFORMED("is not a phone number"),
  /** Nobody says in which country the number is. */
  PHONE_NOT_INTERNATIONAL("is not a phone number in international form"),
  /** A message cannot go to an extension. */
  PHONE_EXTENSION("is a phone number with an extension"),
  /** There is no such country code, or its numbers are longer or shorter. */
  PHONE_IMPOSSIBLE("is a phone number that cannot be"),
  /** It is no chat of Telegram's. */
  CHAT_MALFORMED("is neither a chat's number nor @name of a channel");

  private final String words;

  AddressFault(String words) {
    this.words = words;
  }

  /** What is wrong, in English, to follow a name; without the address. */
  public String words() {
    return words;
  }
}
