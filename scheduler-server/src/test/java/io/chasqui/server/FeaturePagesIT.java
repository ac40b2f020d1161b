package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.ops.Repository;
import io.chasqui.platform.task.RetentionRule;
import io.chasqui.server.status.alert.AlertCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the server does by itself stands on a page of docs, whichever is about it. */
class FeaturePagesIT {

  private static final Pattern RULE = Pattern.compile("rule=\"([a-z-]+)\"");

  /** A table whose first column is the kind, and its rows. */
  private static final Pattern ALERTS =
      Pattern.compile("^\\| kind \\| subject .*\n.*\n((?:\\| .*\n)+)", Pattern.MULTILINE);

  private static final Pattern ALERT = Pattern.compile("^\\| `([A-Z_]+)` \\| ", Pattern.MULTILINE);

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  /** The pages name the workers' rules too, and one that is off until it is set. */
  @Test
  void nameEachRuleByWhichSomethingIsRemoved() {
    Set<String> rules = new TreeSet<>(Set.of("channel-rates", "jobs", "jobs-set-aside", "reports"));
    server.beans(RetentionRule.class).forEach(rule -> rules.add(rule.name()));

    assertThat(found(RULE, pages())).isEqualTo(rules);
  }

  /** In the first column of a table whose other columns say when it comes and when it is over. */
  @Test
  void haveARowForEachKindOfAlert() {
    Set<String> kinds = new TreeSet<>();
    server.beans(AlertCheck.class).forEach(check -> kinds.add(check.kind().name()));

    String tables =
        ALERTS
            .matcher(pages())
            .results()
            .map(table -> table.group(1))
            .collect(Collectors.joining());

    assertThat(found(ALERT, tables)).isEqualTo(kinds);
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String pages() {
    StringBuilder all = new StringBuilder();
    try (DirectoryStream<Path> pages = Files.newDirectoryStream(Repository.file("docs"), "*.md")) {
      for (Path page : pages) {
        all.append(Files.readString(page)).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString();
  }
}
