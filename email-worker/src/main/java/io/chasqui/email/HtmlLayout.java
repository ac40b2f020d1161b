package io.chasqui.email;

import io.chasqui.platform.config.InvalidSetting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * The HTML around a message. Both placeholders are filled with escaped text in one pass, so that a
 * message that looks like markup or like a placeholder stays text.
 */
final class HtmlLayout {

  private static final String KEY = "chasqui.email.layout";
  private static final String DEFAULT = "layout.html";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(subject|message)}}");

  private final String html;

  private HtmlLayout(String html) {
    this.html = html;
  }

  /**
   * @param file null: the one that comes with the worker
   * @throws InvalidSetting when the file cannot be used
   */
  static HtmlLayout of(@Nullable Path file) {
    if (file == null) {
      return new HtmlLayout(bundled());
    }
    String html;
    try {
      html = Files.readString(file);
    } catch (IOException e) {
      throw new InvalidSetting(
          KEY,
          "cannot be read: " + e,
          "Name an HTML file in UTF-8 that this process may read, or remove the key.");
    }
    if (!html.contains("{{message}}")) {
      throw new InvalidSetting(
          KEY, "has no place for the message.", "Put {{message}} where the text belongs.");
    }
    return new HtmlLayout(html);
  }

  /** Line breaks of the message are kept. */
  String render(String subject, String message) {
    String escapedSubject = escape(subject);
    String escapedMessage =
        escape(message).replace("\r\n", "\n").replace('\r', '\n').replace("\n", "<br>\r\n");
    return PLACEHOLDER
        .matcher(html)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1).equals("subject") ? escapedSubject : escapedMessage));
  }

  private static String escape(String text) {
    return HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name());
  }

  private static String bundled() {
    try (InputStream html = HtmlLayout.class.getResourceAsStream(DEFAULT)) {
      if (html == null) {
        throw new IllegalStateException(DEFAULT + " is missing from the jar");
      }
      return new String(html.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(DEFAULT + " cannot be read from the jar", e);
    }
  }
}
