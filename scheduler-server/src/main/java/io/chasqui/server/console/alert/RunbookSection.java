package io.chasqui.server.console.alert;

import java.util.List;

/**
 * A part of a page of docs.
 *
 * @param heading as it stands there
 * @param blocks what stands below it
 */
public record RunbookSection(String heading, List<Block> blocks) {

  public RunbookSection {
    blocks = List.copyOf(blocks);
  }

  /** What a block is. */
  public enum Kind {
    /** Has one line. */
    PARAGRAPH,
    /** Has a line for each of its items. */
    LIST,
    /** Has one line with one span, to be shown as it is. */
    CODE
  }

  /**
   * A paragraph, a list, or lines to be copied.
   *
   * @param lines each of spans
   */
  public record Block(Kind kind, List<List<Span>> lines) {

    public Block {
      lines = lines.stream().map(List::copyOf).toList();
    }
  }

  /** How a piece of text is said. */
  public enum Voice {
    /** As the rest. */
    PLAIN,
    /** Louder. */
    STRONG,
    /** Letter by letter. */
    CODE
  }

  /** A piece of text. */
  public record Span(Voice voice, String text) {}
}
