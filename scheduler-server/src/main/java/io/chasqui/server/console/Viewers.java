package io.chasqui.server.console;

import io.chasqui.server.api.access.Role;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Knows who looks: by their login, and by what their browser keeps of their choices. */
@Component
class Viewers {

  /** Written by the page's script, from the browser's own zone, unless the person chose one. */
  static final String ZONE = "CHASQUI_ZONE";

  static final String THEME = "CHASQUI_THEME";
  static final String KEYS = "CHASQUI_KEYS";
  static final String NO_KEYS = "off";
  static final String ROWS = "CHASQUI_ROWS";
  static final String COMPACT = "compact";

  private final LocaleResolver languages;

  Viewers(LocaleResolver languages) {
    this.languages = languages;
  }

  Viewer of(HttpServletRequest request) {
    Authentication person = SecurityContextHolder.getContext().getAuthentication();
    Optional<ZoneId> zone = cookie(request, ZONE).flatMap(Viewers::zone);
    return new Viewer(
        person == null ? "" : person.getName(),
        person == null ? null : role(person),
        Locale.forLanguageTag(languages.resolveLocale(request).getLanguage()),
        zone.orElse(ZoneOffset.UTC),
        zone.isPresent(),
        Theme.ofWord(cookie(request, THEME).orElse("")),
        !cookie(request, KEYS).equals(Optional.of(NO_KEYS)),
        cookie(request, ROWS).equals(Optional.of(COMPACT)));
  }

  /** Empty for what is none. */
  static Optional<ZoneId> zone(String written) {
    try {
      return Optional.of(ZoneId.of(URLDecoder.decode(written, StandardCharsets.UTF_8)));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Role role(Authentication person) {
    return Arrays.stream(Role.values())
        .filter(
            role ->
                person.getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .anyMatch(role.authority()::equals))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static Optional<String> cookie(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue)
            .findFirst();
  }
}
