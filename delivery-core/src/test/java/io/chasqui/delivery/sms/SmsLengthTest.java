package io.chasqui.delivery.sms;

import static io.chasqui.delivery.sms.SmsEncoding.GSM_7;
import static io.chasqui.delivery.sms.SmsEncoding.UCS_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsLengthTest {

  private static final String FACE = "😀";

  static Stream<Arguments> texts() {
    return Stream.of(
        arguments("", GSM_7, 0, 0),
        arguments("a", GSM_7, 1, 1),
        arguments("a".repeat(160), GSM_7, 160, 1),
        arguments("a".repeat(161), GSM_7, 161, 2),
        arguments("a".repeat(306), GSM_7, 306, 2),
        arguments("a".repeat(307), GSM_7, 307, 3),
        arguments("€".repeat(80), GSM_7, 160, 1),
        arguments("€".repeat(80) + "a", GSM_7, 161, 2),
        // An escape and its character stay together: 76 of them in a part of 153.
        arguments("€".repeat(152), GSM_7, 304, 2),
        arguments("€".repeat(153), GSM_7, 306, 3),
        arguments("a".repeat(152) + "€" + "a".repeat(151), GSM_7, 305, 2),
        arguments("a".repeat(152) + "€" + "a".repeat(152), GSM_7, 306, 3),
        arguments("ç", UCS_2, 1, 1),
        arguments("я".repeat(70), UCS_2, 70, 1),
        arguments("я".repeat(71), UCS_2, 71, 2),
        arguments("я".repeat(134), UCS_2, 134, 2),
        arguments("я".repeat(135), UCS_2, 135, 3),
        arguments(FACE.repeat(35), UCS_2, 70, 1),
        // Nor are the halves of a character parted: 33 of them in a part of 67.
        arguments(FACE.repeat(66), UCS_2, 132, 2),
        arguments(FACE.repeat(67), UCS_2, 134, 3),
        arguments("я".repeat(66) + FACE + "я".repeat(65), UCS_2, 133, 2),
        arguments("я".repeat(66) + FACE + "я".repeat(66), UCS_2, 134, 3),
        // One character is enough, and nothing is put in its place.
        arguments("a".repeat(70) + "ё", UCS_2, 71, 2),
        arguments("a\tb", UCS_2, 3, 1),
        arguments("„quoted“", UCS_2, 8, 1));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTextIsCountedAsItGoesOut(String text, SmsEncoding encoding, int characters, int segments) {
    assertThat(SmsLength.of(text)).isEqualTo(new SmsLength(encoding, characters, segments));
  }

  @ParameterizedTest
  @ValueSource(strings = {"^", "{", "}", "\\", "[", "~", "]", "|", "€"})
  void aCharacterOfTheExtensionTableCountsTwo(String character) {
    assertThat(SmsLength.of(character)).isEqualTo(new SmsLength(GSM_7, 2, 1));
  }

  /**
   * 128 places, one of which is the escape; of ASCII the grave accent and controls are not there.
   */
  @Test
  void theAlphabetIsThatOfTheStandard() {
    long inAll =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(GsmAlphabet::has).count();
    IntStream ascii = IntStream.rangeClosed(' ', '~');

    assertThat(inAll).isEqualTo(127 + 9);
    assertThat(ascii.filter(c -> !GsmAlphabet.has(c)).toArray()).containsExactly('`');
    assertThat("ÀÁÂÃÈÊËÌÍÎÏáâãçêëíîïóôõúûý".codePoints().noneMatch(GsmAlphabet::has)).isTrue();
  }
}
