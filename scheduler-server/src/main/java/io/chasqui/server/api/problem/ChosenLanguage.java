package io.chasqui.server.api.problem;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/**
 * The language that a person chose on a page of ours, or else the one that their browser asks for.
 */
public final class ChosenLanguage extends AcceptHeaderLocaleResolver {

  /** What the browser keeps the choice in: {@code en}, {@code es} or {@code ru}. */
  public static final String COOKIE = "CHASQUI_LANGUAGE";

  /** Those that there are texts in. */
  public static final List<Locale> ALL =
      List.of(Locale.ENGLISH, Locale.forLanguageTag("es"), Locale.forLanguageTag("ru"));

  /** By the browser alone, until somebody chooses. */
  public ChosenLanguage() {
    setSupportedLocales(ALL);
    setDefaultLocale(Locale.ENGLISH);
  }

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    return chosen(request).orElseGet(() -> super.resolveLocale(request));
  }

  private static Optional<Locale> chosen(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(COOKIE))
            .flatMap(
                cookie -> ALL.stream().filter(one -> one.getLanguage().equals(cookie.getValue())))
            .findFirst();
  }
}
