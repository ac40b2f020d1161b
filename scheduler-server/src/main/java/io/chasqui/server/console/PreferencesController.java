package io.chasqui.server.console;

import io.chasqui.server.api.problem.ChosenLanguage;
import io.chasqui.server.console.PreferencesModel.Language;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What a person chooses of language, zone and look; their browser keeps it. */
@Hidden
@Controller
@RequestMapping(PreferencesController.PATH)
class PreferencesController {

  static final String PATH = "/console/preferences";

  private static final Duration KEPT = Duration.ofDays(365);

  /** Of zones: those of regions and cities, which people know theirs by. */
  private static final List<String> ZONES =
      Stream.concat(
              Stream.of("UTC"),
              ZoneId.getAvailableZoneIds().stream()
                  .filter(id -> id.contains("/") && !id.startsWith("Etc/"))
                  .filter(id -> !id.startsWith("SystemV/"))
                  .sorted())
          .toList();

  private final Pages pages;

  PreferencesController(Pages pages) {
    this.pages = pages;
  }

  @GetMapping
  ModelAndView form(HttpServletRequest request) {
    Words words = pages.words(pages.viewer(request));
    PreferencesModel model = new PreferencesModel(languages(), ZONES);
    return pages.show(
        new Page("preferences/preferences", "", words.text("console.preferences.title"), model));
  }

  @PostMapping
  ModelAndView save(
      @RequestParam(defaultValue = "") String language,
      @RequestParam(defaultValue = "") String zone,
      @RequestParam(defaultValue = "") String theme,
      @RequestParam(defaultValue = "") String rows,
      @RequestParam(defaultValue = "") String keys,
      HttpServletRequest request,
      HttpServletResponse response) {
    Viewer viewer = pages.viewer(request);
    for (Locale one : ChosenLanguage.ALL) {
      if (one.getLanguage().equals(language)) {
        keep(ChosenLanguage.COOKIE, language, request, response);
        viewer = viewer.reading(one);
      }
    }
    if (ZONES.contains(zone)) {
      keep(Viewers.ZONE, URLEncoder.encode(zone, StandardCharsets.UTF_8), request, response);
    }
    keep(Viewers.THEME, Theme.ofWord(theme).word(), request, response);
    keep(Viewers.ROWS, rows.equals(Viewers.COMPACT) ? rows : "", request, response);
    keep(Viewers.KEYS, keys.equals(Viewers.NO_KEYS) ? keys : "", request, response);
    new Said(pages.words(viewer).text("console.preferences.saved"), true).on(request);
    return Redirects.to(PATH, request);
  }

  private static List<Language> languages() {
    return ChosenLanguage.ALL.stream()
        .map(one -> new Language(one.getLanguage(), one.getDisplayLanguage(one)))
        .toList();
  }

  /** Scripts may read it, and change zone and theme; it says nothing of anybody. */
  private static void keep(
      String name, String value, HttpServletRequest request, HttpServletResponse response) {
    String context = request.getContextPath();
    ResponseCookie cookie =
        ResponseCookie.from(name, value)
            .path(context.isEmpty() ? "/" : context)
            .maxAge(value.isEmpty() ? Duration.ZERO : KEPT)
            .secure(request.isSecure())
            .sameSite("Lax")
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}
