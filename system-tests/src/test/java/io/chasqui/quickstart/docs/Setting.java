package io.chasqui.quickstart.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A key of ours as its settings record declares it.
 *
 * @param defaultValue empty: there is none
 * @param text its {@code @param}, as it was written
 */
record Setting(String name, String defaultValue, String text) {

  private static final List<String> MODULES =
      List.of(
          "delivery-core", "worker-core", "scheduler-server", "email-worker", "messaging-worker");
  private static final String METADATA =
      "target/classes/META-INF/spring-configuration-metadata.json";

  private static final Pattern CODE =
      Pattern.compile("\\{@code ((?:[^{}]|\\{[^{}]*}|\\{\\{[^{}]*}})*)}");
  private static final Pattern PAGE = Pattern.compile("docs/([a-z0-9-]+\\.md)(#[a-z0-9-]+)?");

  /** Those of all applications, in the order of their names, from what Spring's processor wrote. */
  static List<Setting> all() throws IOException {
    List<Setting> all = new ArrayList<>();
    for (String module : MODULES) {
      JsonNode metadata =
          new ObjectMapper().readTree(Path.of("..", module).resolve(METADATA).toFile());
      for (JsonNode property : metadata.get("properties")) {
        if (property.get("name").asText().startsWith("chasqui.")) {
          all.add(of(property));
        }
      }
    }
    all.sort((one, other) -> one.name.compareTo(other.name));
    return all;
  }

  /** Whether it is a key of that area, {@code chasqui.storage}, or is that key itself. */
  boolean isOf(String area) {
    return name.equals(area) || name.startsWith(area + ".");
  }

  /** Its row in a table of keys, variables, defaults and meanings. */
  String row() {
    String shownDefault = defaultValue.isEmpty() ? "" : "`" + defaultValue + "` ";
    return "| `" + name + "` | `" + variable() + "` | " + shownDefault + "| " + markdown() + " |\n";
  }

  /** {@code chasqui.email.pool-size} as {@code CHASQUI_EMAIL_POOLSIZE}. */
  private String variable() {
    return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private String markdown() {
    String code = CODE.matcher(text).replaceAll("`$1`");
    if (text.isEmpty() || code.contains("{@")) {
      throw new IllegalStateException(
          "The text of " + name + " is empty, or has more than {@code …}: " + text);
    }
    return PAGE.matcher(code).replaceAll("[$1]($1$2)").replace("|", "\\|");
  }

  private static Setting of(JsonNode property) {
    // The processor writes {"5s", "1m"} as "[5s, 1m]".
    String defaultValue =
        property.path("defaultValue").asText("").replaceAll("^\\[|]$", "").replace(", ", ",");
    return new Setting(
        property.get("name").asText(), defaultValue, property.path("description").asText(""));
  }
}
