package io.chasqui.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.DeliveryStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Colours of the style sheet, by the formula of WCAG 2: text 4.5, borders of controls 3. */
class ContrastTest {

  private static final Pattern COLOUR = Pattern.compile("--([a-z]+): (#[0-9a-f]{3,6});");
  private static final List<String> GROUNDS = List.of("page", "surface", "sunk");
  private static final List<String> WORDS =
      List.of(
          "text",
          "quiet",
          "link",
          "accent",
          "scheduled",
          "queued",
          "sending",
          "retrying",
          "delivered",
          "failed",
          "cancelled",
          "expired",
          "suppressed",
          "uncertain");

  static Stream<Map<String, String>> themes() {
    return blocks().stream();
  }

  @ParameterizedTest
  @MethodSource("themes")
  void wordsCanBeReadOnEveryGround(Map<String, String> colours) {
    for (String ground : GROUNDS) {
      for (String word : WORDS) {
        assertThat(contrast(colours.get(word), colours.get(ground)))
            .as(word + " on " + ground)
            .isGreaterThanOrEqualTo(4.5);
      }
      assertThat(contrast(colours.get("control"), colours.get(ground)))
          .as("borders on " + ground)
          .isGreaterThanOrEqualTo(3);
      assertThat(contrast(colours.get("link"), colours.get(ground)))
          .as("focus on " + ground)
          .isGreaterThanOrEqualTo(6.3);
    }
    assertThat(contrast(colours.get("surface"), colours.get("accent")))
        .as("words of the button that is meant")
        .isGreaterThanOrEqualTo(4.5);
  }

  @Test
  void aDarkSystemAndAChosenDarkAreTheSame() {
    List<Map<String, String>> blocks = blocks();

    assertThat(blocks).hasSize(3);
    assertThat(blocks.get(1)).isEqualTo(blocks.get(2));
  }

  @Test
  void everyStatusHasItsShape() {
    String shapes = text("status.svg");

    for (DeliveryStatus status : DeliveryStatus.values()) {
      assertThat(shapes).contains("id=\"" + status.name().toLowerCase(Locale.ROOT) + "\"");
    }
  }

  /** Light, dark as the system, dark as chosen. */
  private static List<Map<String, String>> blocks() {
    return Pattern.compile("color-scheme: (?:light|dark);[^}]+--uncertain[^}]+}")
        .matcher(text("console.css"))
        .results()
        .map(block -> colours(block.group()))
        .toList();
  }

  private static Map<String, String> colours(String block) {
    return COLOUR
        .matcher(block)
        .results()
        .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
  }

  private static double contrast(String first, String second) {
    double lighter = Math.max(luminance(first), luminance(second));
    double darker = Math.min(luminance(first), luminance(second));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(String colour) {
    String six =
        colour.length() == 7 ? colour.substring(1) : colour.substring(1).replaceAll("(.)", "$1$1");
    return 0.2126 * linear(six, 0) + 0.7152 * linear(six, 2) + 0.0722 * linear(six, 4);
  }

  private static double linear(String six, int at) {
    double part = Integer.parseInt(six.substring(at, at + 2), 16) / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  private static String text(String file) {
    try (var in = ContrastTest.class.getResourceAsStream("/console/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
