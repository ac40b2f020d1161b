package io.chasqui.server.template;

import io.chasqui.platform.config.InvalidSetting;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * In which language people are written to of whom nothing else is known.
 *
 * @param defaultLocale the language of the template that is used where there is none in the
 *     recipient's and the event type names no other, as BCP 47 writes it. See
 *     docs/templates.md#languages
 */
@ConfigurationProperties("chasqui.notifications")
public record TemplateLocaleSettings(@DefaultValue("en") String defaultLocale) {

  /**
   * @throws InvalidSetting when it is no language
   */
  public TemplateLocaleSettings {
    try {
      defaultLocale = new Locale.Builder().setLanguageTag(defaultLocale).build().toLanguageTag();
    } catch (IllformedLocaleException e) {
      throw new InvalidSetting(
          "chasqui.notifications.default-locale",
          "is no language tag.",
          "Set it to one as BCP 47 writes it, en or es-PE.");
    }
  }
}
