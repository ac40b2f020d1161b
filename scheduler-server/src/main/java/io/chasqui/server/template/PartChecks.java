package io.chasqui.server.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.server.template.engine.HtmlPlaces;
import io.chasqui.server.template.engine.JsonTemplate;
import io.chasqui.server.template.engine.Names;
import io.chasqui.server.template.engine.Tag;
import io.chasqui.server.template.engine.TemplateFault;
import io.chasqui.server.template.engine.TemplateText;
import io.chasqui.server.template.engine.UnknownNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at what the parts of a template say, without any values. */
final class PartChecks {

  /** In all parts together. */
  private static final int MOST_TAGS = 1_000;

  /** Where a browser goes, and what it loads. */
  private static final Set<String> ADDRESSES = Set.of("push.url", "push.icon");

  private final Names names;
  private final List<PartFault> faults = new ArrayList<>();
  private int tags;

  private PartChecks(Names names) {
    this.names = names;
  }

  static List<PartFault> faults(TemplateParts parts, Names names) {
    PartChecks checks = new PartChecks(names);
    checks.text("subject", parts.subject());
    checks.text("text", parts.text());
    checks.html(parts.html());
    checks.json("push", parts.push());
    checks.json("webhook", parts.webhook());
    if (checks.tags > MOST_TAGS) {
      checks.add("template", new TemplateFault(1, 1, "template.tooManyTags", List.of(MOST_TAGS)));
    }
    return checks.faults;
  }

  private void text(String part, @Nullable String text) {
    if (text == null) {
      return;
    }
    List<TemplateFault> wrong = new ArrayList<>(TemplateText.faults(text));
    if (wrong.isEmpty()) {
      List<Tag> found = TemplateText.tags(text);
      tags += found.size();
      wrong.addAll(UnknownNames.faults(found, namesIn(part)));
      if (ADDRESSES.contains(part)) {
        wrong.addAll(noAddresses(found, part));
      }
    }
    wrong.forEach(fault -> add(part, fault));
  }

  /** A worker puts the link into no subject. */
  private Names namesIn(String part) {
    return part.equals("subject") ? new WithoutLink(names) : names;
  }

  private List<TemplateFault> noAddresses(List<Tag> found, String part) {
    return found.stream()
        .filter(tag -> tag.kind() != Tag.Kind.VALUE || !names.isAddress(tag.name()))
        .map(
            tag ->
                new TemplateFault(
                    tag.line(), tag.column(), "template.htmlAddress", List.of(tag.name(), part)))
        .toList();
  }

  private void html(@Nullable String html) {
    int before = faults.size();
    text("html", html);
    if (html != null && faults.size() == before) {
      HtmlPlaces.faults(html, TemplateText.tags(html), names).forEach(fault -> add("html", fault));
    }
  }

  private void json(String part, @Nullable JsonNode tree) {
    if (tree == null) {
      return;
    }
    List<TemplateFault> whole = JsonTemplate.faults(tree);
    whole.forEach(fault -> add(part, fault));
    if (whole.isEmpty()) {
      JsonTemplate.strings(tree).forEach(found -> text(part + "." + found.path(), found.text()));
    }
  }

  private void add(String part, TemplateFault fault) {
    faults.add(new PartFault(part, fault));
  }

  private record WithoutLink(Names all) implements Names {

    @Override
    public boolean has(String name) {
      return !name.equals(EventNames.UNSUBSCRIBE_URL) && all.has(name);
    }

    @Override
    public boolean isAddress(String name) {
      return all.isAddress(name);
    }

    @Override
    public boolean holdsNames(String name) {
      return all.holdsNames(name);
    }
  }
}
