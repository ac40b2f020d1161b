package io.chasqui.quickstart.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of metrics, where they are used and where they are. */
final class MetricNames {

  private static final Pattern USED =
      Pattern.compile(
          "\\b(chasqui|notificaciones|http_server|hikaricp|jvm|process)_[a-z_]+[a-z]\\b");
  private static final Pattern SCRAPED = Pattern.compile("^([a-z_]+)[{ ]", Pattern.MULTILINE);

  private MetricNames() {}

  /** In the files that go by them, and on the page that explains them. */
  static Set<String> used() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String file :
        new String[] {
          "ops/prometheus/alerts.yml",
          "ops/grafana/dashboards/chasqui.json",
          "docs/observability.md",
          "docs/operations.md"
        }) {
      names.addAll(
          USED.matcher(Files.readString(Path.of("..", file)))
              .results()
              .map(MatchResult::group)
              .collect(Collectors.toSet()));
    }
    // With a broker only: EventsIT of scheduler-server, and those of consumers there.
    names.removeIf(
        name -> name.startsWith("chasqui_events_") || name.equals("chasqui_consumer_lag"));
    return names;
  }

  /** In what a process answers to Prometheus. */
  static Set<String> scraped(String text) {
    return SCRAPED
        .matcher(text)
        .results()
        .map((MatchResult line) -> line.group(1))
        .collect(Collectors.toSet());
  }
}
