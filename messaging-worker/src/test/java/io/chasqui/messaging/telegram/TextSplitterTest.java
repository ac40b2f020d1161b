package io.chasqui.messaging.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextSplitterTest {

  private static final String[] INGREDIENTS = {
    "a", "word", " ", "  ", "\n", "\n\n", "\t", "й", "漢字", "😀", "👩‍👩‍👧", "looooooooooooong"
  };

  @Test
  void aShortTextStaysWhole() {
    assertThat(TextSplitter.split("one\ntwo", 7)).containsExactly("one\ntwo");
  }

  @Test
  void prefersTheEndOfALine() {
    assertThat(TextSplitter.split("one two\nthree four", 12))
        .containsExactly("one two", "three four");
  }

  @Test
  void cutsBetweenWordsWhereNoLineEnds() {
    assertThat(TextSplitter.split("one two three", 8)).containsExactly("one two", "three");
  }

  @Test
  void cutsAWordThatIsTooLong() {
    assertThat(TextSplitter.split("abcdefgh", 3)).containsExactly("abc", "def", "gh");
  }

  @Test
  void neverCutsInsideASurrogatePair() {
    assertThat(TextSplitter.split("a😀😀😀", 2)).containsExactly("a", "😀", "😀", "😀");
  }

  @Test
  void neverCutsWhatAReaderTakesForOneCharacter() {
    assertThat(TextSplitter.split("abe\u0301", 3)).containsExactly("ab", "e\u0301");
    assertThat(TextSplitter.split("abc👩‍👩‍👧def", 10)).containsExactly("abc", "👩‍👩‍👧de", "f");
    assertThat(TextSplitter.split("🇵🇪🇵🇪🇵🇪", 6)).containsExactly("🇵🇪", "🇵🇪", "🇵🇪");
  }

  @Test
  void hasNoPieceForBlanks() {
    assertThat(TextSplitter.split(" \n ".repeat(100) + "end" + " ".repeat(100), 10))
        .containsExactly("end");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 64, 4096})
  void keepsEveryCharacterInOrderWithinTheLimit(int limit) {
    Random random = new Random(limit);
    for (int round = 0; round < 500; round++) {
      String text = text(random, random.nextInt(limit * 2 + 50));

      List<String> pieces = TextSplitter.split(text, limit);

      assertThat(pieces)
          .allSatisfy(
              piece -> {
                assertThat(piece).isNotBlank().hasSizeLessThanOrEqualTo(limit);
                assertThat(Character.isLowSurrogate(piece.charAt(0))).isFalse();
                assertThat(Character.isHighSurrogate(piece.charAt(piece.length() - 1))).isFalse();
              });
      assertThat(withoutBlanks(String.join("", pieces))).isEqualTo(withoutBlanks(text));
      assertThat(TextSplitter.split(text, limit)).isEqualTo(pieces);
    }
  }

  @Test
  void aMessageOf1024UnitsIsACaptionAndALongerOneIsTexts() {
    assertThat(MessageParts.of("x".repeat(1024)))
        .isEqualTo(new MessageParts(List.of(), "x".repeat(1024)));
    assertThat(MessageParts.of("x".repeat(1025)))
        .isEqualTo(new MessageParts(List.of("x".repeat(1025)), null));
    assertThat(MessageParts.of(" \n")).isEqualTo(new MessageParts(List.of(), null));
    assertThat(MessageParts.of("x".repeat(4097)).texts()).hasSize(2);
  }

  private static String text(Random random, int ingredients) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ingredients; i++) {
      text.append(INGREDIENTS[random.nextInt(INGREDIENTS.length)]);
    }
    return text.toString();
  }

  private static String withoutBlanks(String text) {
    return text.replaceAll("\\s", "");
  }
}
