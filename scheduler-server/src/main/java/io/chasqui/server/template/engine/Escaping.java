package io.chasqui.server.template.engine;

/** What is done to a value before it stands in a text, always. */
public enum Escaping {
  /** Of HTML: in its text and in quoted attributes a value is only text. */
  HTML {
    @Override
    void append(int c, StringBuilder to) {
      switch (c) {
        case '&' -> to.append("&amp;");
        case '<' -> to.append("&lt;");
        case '>' -> to.append("&gt;");
        case '"' -> to.append("&quot;");
        case '\'' -> to.append("&#39;");
        case '`' -> to.append("&#96;");
        case '=' -> to.append("&#61;");
        default -> appendUnlessControl(c, to);
      }
    }
  },
  /** Of a subject and all else that is one line: control characters and line ends are blanks. */
  LINE {
    @Override
    void append(int c, StringBuilder to) {
      to.appendCodePoint(isControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c);
    }
  },
  /**
   * Of plain text: without control characters but tab and line feed, and without what turns the
   * direction of text around.
   */
  TEXT {
    @Override
    void append(int c, StringBuilder to) {
      boolean turns = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
      if (!turns) {
        appendUnlessControl(c, to);
      }
    }
  },
  /** Of a string in JSON, which is written by Jackson. */
  JSON {
    @Override
    void append(int c, StringBuilder to) {
      to.appendCodePoint(c);
    }
  };

  /** The value as it may stand there. Half a character is a question mark in a box. */
  public String apply(String value) {
    StringBuilder escaped = new StringBuilder(value.length() + 16);
    value
        .codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
        .forEach(c -> append(c, escaped));
    return escaped.toString();
  }

  abstract void append(int c, StringBuilder to);

  private static boolean isControl(int c) {
    return Character.getType(c) == Character.CONTROL;
  }

  private static void appendUnlessControl(int c, StringBuilder to) {
    if (c == '\t' || c == '\n' || !isControl(c)) {
      to.appendCodePoint(c);
    }
  }
}
