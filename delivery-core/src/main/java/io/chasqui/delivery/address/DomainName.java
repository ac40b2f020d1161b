package io.chasqui.delivery.address;

import com.ibm.icu.text.IDNA;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Domain and host names in any script, in the ASCII form that goes on the wire: UTS 46,
 * non-transitional, which is IDNA2008 (RFC 5891) with the case and width of letters forgiven. The
 * JDK's own {@code java.net.IDN} knows IDNA2003 alone, by which {@code faß.de} is {@code fass.de}:
 * a domain that somebody else may own.
 */
public final class DomainName {

  /** RFC 1035, without the dot of the root. */
  private static final int MAX = 253;

  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern ASCII = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
  private static final String ENCODED = "xn--";

  private DomainName() {}

  /**
   * A name as it goes on the wire. What is ASCII stays as it is; what claims to be encoded must be.
   *
   * @return empty when it is no name, or has more than 253 characters in ASCII
   */
  public static Optional<String> toAscii(String name) {
    if (!isAscii(name)) {
      return encode(name).filter(DomainName::isName);
    }
    boolean isGood = isName(name) && (!claimsToBeEncoded(name) || encode(name).isPresent());
    return isGood ? Optional.of(name) : Optional.empty();
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static boolean isName(String ascii) {
    return ascii.length() <= MAX && ASCII.matcher(ascii).matches();
  }

  private static boolean claimsToBeEncoded(String name) {
    return name.toLowerCase(Locale.ROOT).contains(ENCODED);
  }

  private static Optional<String> encode(String name) {
    IDNA.Info info = new IDNA.Info();
    StringBuilder ascii = new StringBuilder();
    // More than any name can be: what is longer would take long.
    if (name.length() <= 4 * MAX) {
      Rules.UTS46.nameToASCII(name, ascii, info);
    }
    return ascii.isEmpty() || info.hasErrors() ? Optional.empty() : Optional.of(ascii.toString());
  }

  /** Read when the first name needs them; most processes never meet one. */
  private static final class Rules {

    static final IDNA UTS46 =
        IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII
                | IDNA.NONTRANSITIONAL_TO_UNICODE
                | IDNA.USE_STD3_RULES
                | IDNA.CHECK_BIDI
                | IDNA.CHECK_CONTEXTJ
                | IDNA.CHECK_CONTEXTO);
  }
}
