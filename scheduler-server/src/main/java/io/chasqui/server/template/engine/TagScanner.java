package io.chasqui.server.template.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the tags of a template before jmustache sees it, and refuses all that is not one of the
 * four kinds that there are here. jmustache has more, takes what it does not understand for text,
 * and says of its faults no column.
 */
final class TagScanner {

  /** Of UTF-8. */
  static final int MOST_BYTES = 64 * 1024;

  static final int MOST_TAGS = 1_000;

  /** Sections in each other. */
  static final int DEEPEST = 8;

  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,63}";
  private static final Pattern TAG =
      Pattern.compile("([#^/]?)[ \\t]*(\\.|" + NAME + "(?:\\." + NAME + "){0,7})[ \\t]*");

  /** To jmustache they are no names of variables. */
  private static final Pattern RESERVED = Pattern.compile("(?:.*\\.)?(?:this|entrySet)(?:\\..*)?");

  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  private final String text;
  private final List<Tag> tags = new ArrayList<>();
  private final List<TemplateFault> faults = new ArrayList<>();
  private final Deque<Tag> open = new ArrayDeque<>();

  private TagScanner(String text) {
    this.text = text;
  }

  /** The tags in their order, and what is wrong; then the tags are not to be used. */
  record Scan(List<Tag> tags, List<TemplateFault> faults) {

    Scan {
      tags = List.copyOf(tags);
      faults = List.copyOf(faults);
    }
  }

  static Scan scan(String text) {
    TagScanner scanner = new TagScanner(text);
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      scanner.fault(0, "template.tooLarge", MOST_BYTES);
    } else {
      scanner.scan();
    }
    return new Scan(scanner.tags, scanner.faults);
  }

  private void scan() {
    for (int begin = text.indexOf(OPEN); begin >= 0 && faults.isEmpty(); ) {
      int end = text.indexOf(CLOSE, begin + 2);
      if (end < 0) {
        fault(begin, "template.unclosed");
      } else if (tags.size() == MOST_TAGS) {
        fault(begin, "template.tooManyTags", MOST_TAGS);
      } else {
        take(begin, text.substring(begin + 2, end), end + 2);
        begin = text.indexOf(OPEN, end + 2);
      }
    }
    if (faults.isEmpty() && !open.isEmpty()) {
      Tag tag = open.getLast();
      faults.add(TemplateFault.at(tag, "template.sectionOpen", tag.name()));
    }
  }

  private void take(int begin, String inside, int end) {
    if (inside.startsWith("!")) {
      if (inside.contains("{")) {
        fault(begin, "template.tagInComment");
      }
      return;
    }
    Matcher tag = TAG.matcher(inside);
    if (!tag.matches() || RESERVED.matcher(tag.group(2)).matches()) {
      fault(begin, "template.notATag");
      return;
    }
    Place place = Place.of(text, begin);
    add(new Tag(kind(tag.group(1)), tag.group(2), begin, end, place.line(), place.column()));
  }

  private void add(Tag tag) {
    tags.add(tag);
    if (tag.opens()) {
      open.addLast(tag);
    }
    if (open.size() > DEEPEST) {
      faults.add(TemplateFault.at(tag, "template.tooDeep", DEEPEST));
    }
    if (tag.kind() == Tag.Kind.END) {
      Tag opened = open.pollLast();
      if (opened == null || !opened.name().equals(tag.name())) {
        faults.add(TemplateFault.at(tag, "template.endsNothing", tag.name()));
      }
    }
  }

  private static Tag.Kind kind(String sign) {
    return switch (sign) {
      case "#" -> Tag.Kind.SECTION;
      case "^" -> Tag.Kind.INVERTED;
      case "/" -> Tag.Kind.END;
      default -> Tag.Kind.VALUE;
    };
  }

  private void fault(int offset, String key, Object... arguments) {
    faults.add(TemplateFault.at(Place.of(text, offset), key, arguments));
  }
}
