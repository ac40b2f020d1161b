package io.chasqui.email;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;

/**
 * Addresses as they may stand in a header and in an SMTP command: one address, its domain in ASCII,
 * nothing but visible ASCII. The strict parser alone is not enough: it takes line breaks within a
 * quoted name.
 */
final class MailAddress {

  private static final int MAX_LENGTH = 254;

  private MailAddress() {}

  /**
   * @throws AddressException when it is not one address, or one that needs SMTPUTF8
   */
  static InternetAddress parse(String address) throws AddressException {
    String ascii = withAsciiDomain(address);
    if (ascii.length() > MAX_LENGTH || !ascii.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new AddressException("not an address of visible ASCII characters");
    }
    InternetAddress parsed = new InternetAddress(ascii, true);
    if (!ascii.equals(parsed.getAddress()) || parsed.isGroup()) {
      throw new AddressException("not one bare address");
    }
    return parsed;
  }

  /** The same with an optional display name, {@code Name <address>}. */
  static InternetAddress parseWithName(String text) throws AddressException {
    if (HeaderValue.hasControlCharacters(text)) {
      throw new AddressException("control characters");
    }
    InternetAddress[] parsed = InternetAddress.parse(text.strip(), false);
    if (parsed.length != 1) {
      throw new AddressException("not one address");
    }
    InternetAddress address = parse(parsed[0].getAddress());
    // Encoded words are decoded by now.
    String name = parsed[0].getPersonal();
    if (name != null && HeaderValue.hasControlCharacters(name)) {
      throw new AddressException("control characters");
    }
    try {
      address.setPersonal(name, StandardCharsets.UTF_8.name());
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every JDK has UTF-8", e);
    }
    return address;
  }

  private static String withAsciiDomain(String address) throws AddressException {
    int at = address.lastIndexOf('@');
    if (at < 1) {
      throw new AddressException("no @");
    }
    try {
      return address.substring(0, at + 1)
          + IDN.toASCII(address.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException e) {
      throw new AddressException("not a domain");
    }
  }
}
