package io.chasqui.server.template;

import io.chasqui.server.template.engine.Escaping;

/** The HTML of a plain text: its lines, and nothing else. */
final class PlainHtml {

  private PlainHtml() {}

  static String of(String text) {
    return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><p>"
        + Escaping.HTML.apply(text).replace("\n\n", "</p><p>").replace("\n", "<br>")
        + "</p></body></html>";
  }
}
