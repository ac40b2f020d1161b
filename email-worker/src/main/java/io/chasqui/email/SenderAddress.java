package io.chasqui.email;

import io.chasqui.delivery.address.EmailAddress;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;

/**
 * Whom mails come from, as it may stand in a header and in an SMTP command: one address of visible
 * ASCII, with an optional display name. The strict parser alone is not enough: it takes line breaks
 * within a quoted name.
 */
final class SenderAddress {

  private SenderAddress() {}

  /**
   * Reads {@code address} or {@code Name <address>}.
   *
   * @throws AddressException when it is not one address, or one that needs SMTPUTF8
   */
  static InternetAddress parse(String text) throws AddressException {
    if (HeaderValue.hasControlCharacters(text)) {
      throw new AddressException("control characters");
    }
    InternetAddress[] parsed = InternetAddress.parse(text.strip(), false);
    if (parsed.length != 1 || parsed[0].isGroup()) {
      throw new AddressException("not one address");
    }
    InternetAddress address = new InternetAddress(inAscii(parsed[0].getAddress()), true);
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

  private static String inAscii(String address) throws AddressException {
    return EmailAddress.read(address)
        .found()
        .filter(found -> !found.needsSmtpUtf8())
        .map(EmailAddress::wireForm)
        .orElseThrow(() -> new AddressException("not one bare address"));
  }
}
