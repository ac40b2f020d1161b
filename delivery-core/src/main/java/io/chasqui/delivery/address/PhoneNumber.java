package io.chasqui.delivery.address;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A phone number by E.164. Its text form is masked.
 *
 * @param e164 {@code +} and 7-15 digits
 */
public record PhoneNumber(String e164) implements Recipient {

  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final String MEXICO = "+52";
  private static final int MEXICAN_LENGTH = 13;

  /**
   * @throws IllegalArgumentException when it is not in that form; whether a country has such
   *     numbers is known to {@link PhoneNumbers}, which reads them
   */
  public PhoneNumber {
    if (!isE164(e164)) {
      throw new IllegalArgumentException("not a phone number by E.164");
    }
  }

  static boolean isE164(String text) {
    return E164.matcher(text).matches();
  }

  @Override
  public Kind kind() {
    return Kind.PHONE_NUMBER;
  }

  @Override
  public String value() {
    return e164;
  }

  /**
   * The number and what it was called before its country changed its numbering, the newest first.
   * Who shared a number with a bot in those days is still known by the old form: mobile numbers in
   * Mexico had a 1 after the country's code until 2019.
   */
  public List<String> forms() {
    boolean isMexican = e164.startsWith(MEXICO) && e164.length() == MEXICAN_LENGTH;
    return isMexican
        ? List.of(e164, MEXICO + "1" + e164.substring(MEXICO.length()))
        : List.of(e164);
  }

  @Override
  public String toString() {
    return "PhoneNumber[***]";
  }
}
