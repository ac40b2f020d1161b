package io.chasqui.server.console.alert;

import io.chasqui.server.console.alert.RunbookSection.Block;
import io.chasqui.server.console.alert.RunbookSection.Kind;
import io.chasqui.server.console.alert.RunbookSection.Span;
import io.chasqui.server.console.alert.RunbookSection.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes lines of Markdown apart, as far as our docs use it. */
final class Blocks {

  /** Before and behind code. */
  static final String FENCE = "```";

  private static final String ITEM = "- ";

  /** Code, something louder, or a link, of which the page shows the text alone. */
  private static final Pattern INLINE =
      Pattern.compile("`([^`]+)`|\\*\\*([^*]+)\\*\\*|\\[([^\\]]+)]\\([^)]*\\)");

  private final List<Block> blocks = new ArrayList<>();
  private final List<List<Span>> items = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private boolean isItem;

  private Blocks() {}

  static List<Block> of(List<String> lines) {
    Blocks all = new Blocks();
    boolean isCode = false;
    for (String line : lines) {
      if (line.startsWith(FENCE)) {
        all.endOf(isCode);
        isCode = !isCode;
      } else if (isCode) {
        all.text.append(line).append('\n');
      } else {
        all.add(line);
      }
    }
    all.endText();
    all.endList();
    return all.blocks;
  }

  private void add(String line) {
    boolean begins = line.startsWith(ITEM);
    if (line.isBlank() || begins) {
      endText();
    }
    if (!line.isBlank() && !begins && !isItem) {
      endList();
    }
    isItem = begins || isItem && !line.isBlank();
    if (!line.isBlank()) {
      text.append(begins ? line.substring(ITEM.length()) : line.strip()).append(' ');
    }
  }

  /** What was before a fence. */
  private void endOf(boolean isCode) {
    if (isCode) {
      blocks.add(new Block(Kind.CODE, List.of(List.of(new Span(Voice.PLAIN, taken())))));
    } else {
      endText();
      endList();
    }
  }

  private void endText() {
    String whole = taken();
    if (whole.isBlank()) {
      return;
    }
    if (isItem) {
      items.add(spans(whole));
      isItem = false;
    } else {
      blocks.add(new Block(Kind.PARAGRAPH, List.of(spans(whole))));
    }
  }

  private void endList() {
    if (!items.isEmpty()) {
      blocks.add(new Block(Kind.LIST, List.copyOf(items)));
      items.clear();
    }
  }

  private String taken() {
    String whole = text.toString().stripTrailing();
    text.setLength(0);
    return whole;
  }

  private static List<Span> spans(String text) {
    List<Span> spans = new ArrayList<>();
    Matcher found = INLINE.matcher(text);
    int end = 0;
    while (found.find()) {
      add(spans, Voice.PLAIN, text.substring(end, found.start()));
      if (found.group(1) != null) {
        add(spans, Voice.CODE, found.group(1));
      } else if (found.group(2) != null) {
        add(spans, Voice.STRONG, found.group(2));
      } else {
        add(spans, Voice.PLAIN, found.group(3).replace("`", ""));
      }
      end = found.end();
    }
    add(spans, Voice.PLAIN, text.substring(end));
    return spans;
  }

  private static void add(List<Span> spans, Voice voice, String text) {
    if (!text.isEmpty()) {
      spans.add(new Span(voice, text));
    }
  }
}
