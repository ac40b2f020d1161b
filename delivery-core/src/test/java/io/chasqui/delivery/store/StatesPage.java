package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.DeliveryStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of {@code docs/delivery-states.md}. */
final class StatesPage {

  private static final Path PAGE = Path.of("../docs/delivery-states.md");
  private static final Pattern STATE = Pattern.compile("`([A-Z]+)`");
  private static final Pattern METHOD = Pattern.compile("`([a-z][A-Za-z]+)`");

  private StatesPage() {}

  /** The states that are open. */
  static Set<DeliveryStatus> open() {
    return rows("## States")
        .filter(cells -> cells.get(3).equals("yes"))
        .map(cells -> states(cells.get(1)))
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  /** One for each method, also where a row names several. */
  static List<Transition> transitions() {
    return rows("## Transitions")
        .flatMap(
            cells ->
                words(METHOD, cells.get(5))
                    .map(
                        method ->
                            new Transition(
                                method,
                                states(cells.get(1)),
                                states(cells.get(2)).iterator().next())))
        .toList();
  }

  /** The rows of the first table behind a heading, without the table's own. */
  private static Stream<List<String>> rows(String heading) {
    String text = text();
    return text.substring(text.indexOf(heading + "\n"))
        .lines()
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList());
  }

  private static String text() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<DeliveryStatus> states(String cell) {
    return words(STATE, cell)
        .map(DeliveryStatus::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(DeliveryStatus.class)));
  }

  private static Stream<String> words(Pattern kind, String cell) {
    return kind.matcher(cell).results().map((MatchResult word) -> word.group(1));
  }

  /**
   * What a method of the ledger does.
   *
   * @param from the only states in which it does anything; none: the delivery is new
   */
  record Transition(String method, Set<DeliveryStatus> from, DeliveryStatus to) {

    @Override
    public String toString() {
      return method + " to " + to;
    }
  }
}
