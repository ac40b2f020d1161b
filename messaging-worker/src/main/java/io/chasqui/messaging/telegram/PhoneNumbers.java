package io.chasqui.messaging.telegram;

import java.util.Optional;

/** Phone numbers in one form: {@code +} and 7-15 digits. */
public final class PhoneNumbers {

  private PhoneNumbers() {}

  /**
   * @param written in international form, with or without {@code +}, spaces, hyphens, brackets
   * @return empty when it is no such number
   */
  public static Optional<String> normalise(String written) {
    String digits = written.replaceAll("[\\s().+-]", "");
    return digits.matches("[1-9][0-9]{6,14}") ? Optional.of("+" + digits) : Optional.empty();
  }
}
