package io.chasqui.server.console.alert;

import io.chasqui.server.console.alert.RunbookSection.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

/**
 * What {@code docs/operations.md} says of each kind of alert, so that whoever is called at night
 * need not look for it. Of Markdown it knows what stands there.
 */
@Component
class Runbook {

  private static final String PAGE = "docs/operations.md";
  private static final String KINDS = "console/runbook.properties";
  private static final Pattern HEADING = Pattern.compile("(#{2,6}) (.+)");

  private final Map<String, RunbookSection> byHeading = new HashMap<>();
  private final Map<String, List<RunbookSection>> byKind = new HashMap<>();

  Runbook() {
    try {
      read(new ClassPathResource(PAGE).getContentAsString(StandardCharsets.UTF_8));
      Properties kinds = PropertiesLoaderUtils.loadAllProperties(KINDS);
      kinds.stringPropertyNames().forEach(kind -> add(kind, kinds.getProperty(kind)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty where that page says nothing of it: its own advice has to do. */
  List<RunbookSection> of(String kind) {
    return byKind.getOrDefault(kind, List.of());
  }

  private void add(String kind, String headings) {
    byKind.put(
        kind, Arrays.stream(headings.split("\\|")).map(String::strip).map(this::section).toList());
  }

  private RunbookSection section(String heading) {
    RunbookSection section = byHeading.get(heading);
    if (section == null) {
      throw new IllegalStateException(PAGE + " has no heading " + heading);
    }
    return section;
  }

  /** A section ends where the next one begins, of whatever level that is. */
  private void read(String page) {
    String heading = "";
    List<String> lines = new ArrayList<>();
    boolean isCode = false;
    for (String line : page.split("\n")) {
      isCode ^= line.startsWith(Blocks.FENCE);
      Matcher next = HEADING.matcher(line);
      if (!isCode && next.matches()) {
        keep(heading, lines);
        heading = next.group(2).strip();
        lines = new ArrayList<>();
      } else {
        lines.add(line);
      }
    }
    keep(heading, lines);
  }

  private void keep(String heading, List<String> lines) {
    List<Block> blocks = Blocks.of(lines);
    byHeading.put(heading, new RunbookSection(heading, blocks));
  }
}
