package io.chasqui.ops;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of the documentation. */
record Page(Path file, String text) {

  private static final Pattern CODE = Pattern.compile("```.*?```", Pattern.DOTALL);
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  static Page of(Path file) {
    return new Page(file, CODE.matcher(Repository.read(file)).replaceAll(""));
  }

  /** What its sections are linked by, as GitHub makes it of their headings. */
  Set<String> sections() {
    return HEADING
        .matcher(text)
        .results()
        .map(heading -> heading.group(1).replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1"))
        .map(heading -> heading.toLowerCase(Locale.ROOT).strip())
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  /** Links within the repository that lead nowhere. */
  List<String> deadLinks() {
    return LINK.matcher(text)
        .results()
        .map((MatchResult link) -> link.group(1))
        .filter(link -> !link.matches("[a-z]+:.*"))
        .filter(link -> !leadsSomewhere(link))
        .toList();
  }

  private Set<String> sectionsOf(Path target) {
    return (target.equals(file) ? this : of(target)).sections();
  }

  private boolean leadsSomewhere(String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
    return Files.exists(target) && (parts.length == 1 || sectionsOf(target).contains(parts[1]));
  }
}
