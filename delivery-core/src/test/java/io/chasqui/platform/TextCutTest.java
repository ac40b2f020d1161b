package io.chasqui.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextCutTest {

  private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
  private static final String FLAG = "\uD83C\uDDF5\uD83C\uDDEA";
  private static final String ACCENTED = "e\u0301";

  @ParameterizedTest
  @CsvSource({"abc, 3, abc", "abc, 2, ab", "abc, 1, a", "abc, 0, ''", "'', 5, ''"})
  void keepsWhatFits(String text, int most, String kept) {
    assertThat(TextCut.to(text, most)).isEqualTo(kept);
  }

  @Test
  void countsCharactersAndNotTheirParts() {
    assertThat(TextCut.length("a\uD83D\uDE00")).isEqualTo(2);
    assertThat(TextCut.to("\uD83D\uDE00".repeat(10), 10)).hasSize(20);
    assertThat(TextCut.to("\uD83D\uDE00".repeat(11), 10)).isEqualTo("\uD83D\uDE00".repeat(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {FAMILY, FLAG, ACCENTED, "\uD83D\uDC4D\uD83C\uDFFD", "각", "\r\n"})
  void keepsWhatAReaderTakesForOneCharacterWhole(String character) {
    String text = "ab" + character + "c";
    for (int index = 2; index < text.length(); index++) {
      int place = TextCut.placeAtOrBefore(text, index);
      assertThat(place).isIn(2, 2 + character.length());
      assertThat(place).isLessThanOrEqualTo(index);
    }
  }

  @Test
  void cutsFlagsBetweenFlags() {
    assertThat(TextCut.to(FLAG.repeat(5), 5)).isEqualTo(FLAG.repeat(2));
  }

  @Test
  void cutsBetweenCodePointsWhatHasNoOtherPlace() {
    String accents = "e" + "\u0301".repeat(1000);
    assertThat(TextCut.to(accents, 500)).hasSize(500);
    String tags = "\uD83C\uDFF4" + "\uDB40\uDC67".repeat(100);
    assertThat(TextCut.placeAtOrBefore(tags, 5)).isEqualTo(4);
  }

  @Test
  void saysThatThereWasMore() {
    assertThat(TextCut.toWithEllipsis("abcdef", 6)).isEqualTo("abcdef");
    assertThat(TextCut.toWithEllipsis("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(TextCut.toWithEllipsis("abcd" + FLAG + "g", 6)).isEqualTo("abcd…");
  }

  @Test
  void neverLeavesHalfAPairAndNeverTooMuch() {
    Random random = new Random(1);
    List<String> parts = List.of("a", "\n", " ", "ü", ACCENTED, FLAG, FAMILY, "\uD83D\uDE00", "報");
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.nextInt(12); part >= 0; part--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      int most = random.nextInt(15) + 1;
      String kept = TextCut.to(text.toString(), most);
      assertThat(text.toString()).startsWith(kept);
      assertThat(TextCut.length(kept)).isLessThanOrEqualTo(most);
      assertThat(kept.codePoints().map(Character::getType))
          .allMatch(type -> type != Character.SURROGATE);
    }
  }
}
