package io.chasqui.testing;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A migration's file: what its name and its text say. */
public record MigrationFile(String name, String text) {

  private static final Pattern NAME = Pattern.compile("V([0-9]+)__[a-z0-9]+(_[a-z0-9]+)*\\.sql");
  private static final Pattern OWNER = Pattern.compile("-- owner: ([a-z]+)");
  private static final Pattern TABLE =
      Pattern.compile("CREATE (?:UNLOGGED )?(?:TABLE|VIEW) (?:IF NOT EXISTS )?([a-z_0-9]+)");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMddHHmm", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** Whether it is of the first thirteen, V0001 to V0013. */
  public boolean isNumbered() {
    return name.matches("V00(0[1-9]|1[0-3])__.*");
  }

  /** What Flyway orders by; empty when the name is no migration's. */
  public String version() {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? matcher.group(1) : "";
  }

  /** The feature whose tables these are; null when the first line does not say it. */
  public @Nullable String owner() {
    Matcher matcher = OWNER.matcher(text.lines().findFirst().orElse(""));
    return matcher.matches() ? matcher.group(1) : null;
  }

  /** The tables and views that it makes. */
  public Set<String> tables() {
    return TABLE
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is wrong with a migration that is named by time; empty when nothing is. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (!isMinute(version())) {
      faults.add(name + ": its name is to be V<yyyyMMddHHmm>__<words_of_a-z0-9>.sql");
    }
    if (owner() == null) {
      faults.add(name + ": its first line is to be '-- owner: <feature>', in a-z");
    }
    return faults;
  }

  private static boolean isMinute(String version) {
    try {
      return LocalDateTime.parse(version, STAMP).getYear() >= 2026;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
