package io.chasqui.server.template.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.contract.template.TemplateDiff;
import io.chasqui.contract.template.TemplateDiff.PartChange;
import io.chasqui.server.template.Template;
import io.chasqui.server.template.TemplateParts;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** In what two templates differ, part by part. */
final class TemplateDiffs {

  private static final List<Map.Entry<String, Function<TemplateParts, @Nullable Object>>> PARTS =
      List.of(
          Map.entry("subject", TemplateParts::subject),
          Map.entry("text", TemplateParts::text),
          Map.entry("html", TemplateParts::html),
          Map.entry("push", TemplateParts::push),
          Map.entry("webhook", TemplateParts::webhook),
          Map.entry("sample", TemplateParts::sample));

  private TemplateDiffs() {}

  static TemplateDiff of(Template from, Template to) {
    return new TemplateDiff(
        from.id().toString(),
        to.id().toString(),
        PARTS.stream()
            .flatMap(
                part ->
                    change(
                        part.getKey(),
                        lines(part.getValue().apply(from.parts())),
                        lines(part.getValue().apply(to.parts()))))
            .toList());
  }

  private static List<String> lines(@Nullable Object part) {
    if (part == null) {
      return List.of();
    }
    String text = part instanceof JsonNode tree ? tree.toPrettyString() : part.toString();
    return List.of(text.split("\n", -1));
  }

  /** What is alike at the beginning and at the end is left out. */
  private static Stream<PartChange> change(String part, List<String> from, List<String> to) {
    if (from.equals(to)) {
      return Stream.empty();
    }
    int most = Math.min(from.size(), to.size());
    int alike = 0;
    while (alike < most && from.get(alike).equals(to.get(alike))) {
      alike++;
    }
    int last = 0;
    while (last < most - alike
        && from.get(from.size() - 1 - last).equals(to.get(to.size() - 1 - last))) {
      last++;
    }
    return Stream.of(
        new PartChange(
            part,
            alike + 1,
            from.subList(alike, from.size() - last),
            to.subList(alike, to.size() - last)));
  }
}
