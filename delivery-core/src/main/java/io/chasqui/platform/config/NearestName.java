package io.chasqui.platform.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant who wrote a name that there is not. */
public final class NearestName {

  /** In letters; of longer ones nobody means a name of ours. */
  private static final int LONGEST = 64;

  private NearestName() {}

  /**
   * The known name that is most like the given one: in other case, with other separators, or with
   * up to a third of its letters left out, added, changed or swapped.
   *
   * @return empty when none is like it
   */
  public static Optional<String> of(String given, Collection<String> known) {
    String letters = letters(given);
    if (letters.isEmpty() || letters.length() > LONGEST) {
      return Optional.empty();
    }
    return known.stream()
        .map(name -> new Candidate(name, letters(name), letters))
        .filter(Candidate::isLikely)
        .min(Comparator.comparingInt(Candidate::steps).thenComparing(Candidate::name))
        .map(Candidate::name);
  }

  private record Candidate(String name, int steps, int longer) {

    Candidate(String name, String letters, String given) {
      this(name, distance(letters, given), Math.max(letters.length(), given.length()));
    }

    boolean isLikely() {
      return steps <= Math.max(1, longer / 3) && steps < longer;
    }
  }

  /** What people mix up is left out: case and separators. */
  private static String letters(String name) {
    StringBuilder letters = new StringBuilder();
    name.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
    return letters.toString().toLowerCase(Locale.ROOT);
  }

  /** Optimal string alignment: Levenshtein's distance, where two swapped letters are one step. */
  private static int distance(String one, String other) {
    int[] beforeLast = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    for (int j = 0; j < last.length; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        row[j] = Math.min(last[j - 1] + (same ? 0 : 1), 1 + Math.min(last[j], row[j - 1]));
        if (areSwapped(one, i, other, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[other.length()];
  }

  private static boolean areSwapped(String one, int i, String other, int j) {
    return i > 1
        && j > 1
        && one.charAt(i - 1) == other.charAt(j - 2)
        && one.charAt(i - 2) == other.charAt(j - 1);
  }
}
