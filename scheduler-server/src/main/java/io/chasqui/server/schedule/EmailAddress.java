package io.chasqui.server.schedule;

import java.net.IDN;
import java.util.regex.Pattern;

/**
 * One e-mail address, RFC 5321 section 4.1.2: a dot-atom in ASCII before the at sign, a domain in
 * any script after it.
 */
public final class EmailAddress {

  private static final int MAX = 254;
  private static final int MAX_LOCAL = 64;
  private static final int MAX_DOMAIN = 253;
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final Pattern LOCAL = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

  private EmailAddress() {}

  public static boolean isValid(String address) {
    int at = address.lastIndexOf('@');
    return at > 0
        && address.length() <= MAX
        && at <= MAX_LOCAL
        && LOCAL.matcher(address.substring(0, at)).matches()
        && isDomain(address.substring(at + 1));
  }

  private static boolean isDomain(String domain) {
    try {
      String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
      return ascii.length() <= MAX_DOMAIN && DOMAIN.matcher(ascii).matches();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
