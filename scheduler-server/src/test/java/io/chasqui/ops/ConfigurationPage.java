package io.chasqui.ops;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys in docs/configuration.md. Of ours it has all, and none that does not exist: their tables
 * are written from the settings records, which a test of the quickstart compares.
 */
public final class ConfigurationPage {

  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z0-9.-]+)` \\| `([A-Z0-9_]+)` \\|", Pattern.MULTILINE);

  private ConfigurationPage() {}

  /** The variable that sets a key, by key. */
  static Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    Matcher row = ROW.matcher(Repository.text("docs/configuration.md"));
    while (row.find()) {
      variables.put(row.group(1), row.group(2));
    }
    return variables;
  }

  /** The key that a variable sets. */
  public static String keyOf(String variable) {
    return variables().entrySet().stream()
        .filter(row -> row.getValue().equals(variable))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(variable + " is not on the page"));
  }

  /** {@code server.tomcat.max-threads} as {@code SERVER_TOMCAT_MAXTHREADS}. */
  static String variable(String key) {
    return key.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
