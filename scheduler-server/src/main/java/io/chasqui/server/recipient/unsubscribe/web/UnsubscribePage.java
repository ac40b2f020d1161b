package io.chasqui.server.recipient.unsubscribe.web;

import io.chasqui.server.api.problem.ProblemTexts;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** The pages, in the reader's language, without scripts and styles. */
@Component
class UnsubscribePage {

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="{{language}}">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>{{title}}</title>
      </head>
      <body>
      <main>
        <h1>{{title}}</h1>
        <p>{{text}}</p>
      {{form}}</main>
      </body>
      </html>
      """;

  /** To the address of the page itself. */
  private static final String FORM =
      """
        <form method="post">
          <input type="hidden" name="List-Unsubscribe" value="One-Click">
          <button type="submit">{{button}}</button>
        </form>
      """;

  private final ProblemTexts texts;

  UnsubscribePage(ProblemTexts texts) {
    this.texts = texts;
  }

  /** Asks, and changes nothing: programs that look for harm open each link of a mail. */
  String asking(String category, Locale language) {
    String form = FORM.replace("{{button}}", escaped("unsubscribe.button", language));
    return page("unsubscribe.ask", category, form, language);
  }

  String done(String category, Locale language) {
    return page("unsubscribe.done", category, "", language);
  }

  /** The same for all tokens that lead nowhere. */
  String unknown(Locale language) {
    return page("unsubscribe.unknown", "", "", language);
  }

  private String page(String key, String category, String form, Locale language) {
    return PAGE.replace("{{language}}", language.getLanguage())
        .replace("{{title}}", escaped(key + ".title", language))
        .replace("{{text}}", escaped(key + ".text", language, category))
        .replace("{{form}}", form);
  }

  private String escaped(String key, Locale language, Object... arguments) {
    return HtmlUtils.htmlEscape(texts.text(key, language, arguments), "UTF-8");
  }
}
