package io.chasqui.server.status.alert;

import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;

/** The texts of alerts, in the bundles of the features that know their kinds. */
final class AlertTexts {

  private final MessageSource source;
  private final Locale language;

  AlertTexts(MessageSource source, Locale language) {
    this.source = source;
    this.language = language;
  }

  /**
   * An alert without words could never be told, and would be in the way of all others.
   *
   * @throws NoSuchMessageException when a kind has none
   */
  void require(List<String> kinds) {
    for (String kind : kinds) {
      text("alert." + kind, "");
      text("alert." + kind + ".advice");
    }
  }

  /** One line. */
  String title(Alert alert) {
    return text(alert.isOpen() ? "alert.raised" : "alert.resolved", what(alert));
  }

  String body(Alert alert) {
    String advice = text("alert." + alert.kind() + ".advice");
    return alert.resolvedAt() == null
        ? text("alert.raised.body", what(alert), alert.detail(), alert.raisedAt(), advice)
        : text("alert.resolved.body", what(alert), alert.raisedAt(), alert.resolvedAt());
  }

  /**
   * The line behind it that leads to its page.
   *
   * @param address of that
   */
  String link(String address) {
    return "\n" + text("alert.link", address);
  }

  private String what(Alert alert) {
    return text("alert." + alert.kind(), alert.subject());
  }

  private String text(String key, Object... arguments) {
    return source.getMessage(key, arguments, language);
  }
}
