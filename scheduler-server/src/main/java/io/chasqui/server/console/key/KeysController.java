package io.chasqui.server.console.key;

import io.chasqui.server.api.access.Scope;
import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.console.Crumb;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Reads;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Said;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.key.KeysModel.Form;
import io.chasqui.server.console.key.KeysModel.Row;
import io.chasqui.server.key.ApiKey;
import io.chasqui.server.key.ApiKeys;
import io.chasqui.server.key.ExpiredAlready;
import io.chasqui.server.key.TooManyKeys;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Lists keys, makes them, and revokes them. */
@Hidden
@Controller("consoleKeysController")
@RequestMapping(KeysSection.PATH)
class KeysController {

  private static final String REVOKE = "/{id}/revoke";

  private final Pages pages;
  private final Reads reads;
  private final ApiKeys keys;
  private final Clock clock;

  KeysController(Pages pages, Reads reads, ApiKeys keys, Clock clock) {
    this.pages = pages;
    this.reads = reads;
    this.keys = keys;
    this.clock = clock;
  }

  @GetMapping
  ModelAndView list(HttpServletRequest request) {
    return list(Form.EMPTY, List.of(), HttpStatus.OK, request);
  }

  /**
   * @param name whose key it is to be; empty: its own
   * @param scopes their words
   * @param expires a day; empty: never
   */
  @PostMapping
  ModelAndView create(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") Set<String> scopes,
      @RequestParam(defaultValue = "") String expires,
      HttpServletRequest request) {
    Viewer viewer = pages.viewer(request);
    Words words = pages.words(viewer);
    Form form = new Form(name.strip(), scopes, expires.strip());
    KeyForm wanted = new KeyForm(form, viewer.zone(), clock.instant(), words);
    if (!wanted.faults().isEmpty()) {
      return list(form, wanted.faults(), HttpStatus.BAD_REQUEST, request);
    }
    try {
      KeyOnce.keep(keys.create(wanted.name(), wanted.scopes(), wanted.expiresAt()), request);
      return Redirects.to(KeysSection.PATH + "/made", request);
    } catch (TooManyKeys e) {
      return list(form, fault(words, "tooMany"), HttpStatus.CONFLICT, request);
    } catch (ExpiredAlready e) {
      return list(form, fault(words, "expires"), HttpStatus.BAD_REQUEST, request);
    }
  }

  private static List<String> fault(Words words, String what) {
    return List.of(words.text("console.apikey.fault." + what));
  }

  /** Shows the key that was made, once. */
  @GetMapping("/made")
  ModelAndView made(HttpServletRequest request) {
    Words words = pages.words(pages.viewer(request));
    MadeModel model = KeyOnce.take(request).orElseGet(() -> new MadeModel("", ""));
    return page("key/made", words.text("console.apikey.made"), words, model, HttpStatus.OK);
  }

  @GetMapping(REVOKE)
  ModelAndView ask(@PathVariable String id, HttpServletRequest request) {
    return ask(find(id), "", HttpStatus.OK, request);
  }

  /**
   * @param name of the key, typed once more
   */
  @PostMapping(REVOKE)
  ModelAndView revoke(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String name,
      HttpServletRequest request) {
    ApiKey key = find(id);
    Words words = pages.words(pages.viewer(request));
    if (!name.strip().equals(key.name())) {
      String fault = words.text("console.apikey.fault.typed", key.name());
      return ask(key, fault, HttpStatus.BAD_REQUEST, request);
    }
    keys.revoke(id);
    new Said(words.text("console.apikey.revoked", key.name(), id), true).on(request);
    return Redirects.to(KeysSection.PATH, request);
  }

  private ApiKey find(String id) {
    return reads.get(keys::list).stream()
        .filter(key -> key.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotFound("key-not-found"));
  }

  private ModelAndView ask(
      ApiKey key, String fault, HttpStatus status, HttpServletRequest request) {
    Words words = pages.words(pages.viewer(request));
    KeyStanding standing = KeyStanding.of(key, clock.instant());
    RevokeModel model = new RevokeModel(key, standing, path(key), fault);
    return page(
        "key/revoke", words.text("console.apikey.revoke", key.name()), words, model, status);
  }

  private ModelAndView page(
      String template, String title, Words words, Object model, HttpStatus status) {
    Crumb above = new Crumb(KeysSection.PATH, words.text("console.apikey.sectionTitle"));
    return pages.show(new Page(template, KeysSection.ID, title, List.of(above), model), status);
  }

  private ModelAndView list(
      Form form, List<String> faults, HttpStatus status, HttpServletRequest request) {
    Instant now = clock.instant();
    List<Row> rows =
        reads.get(keys::list).stream()
            .map(key -> new Row(key, KeyStanding.of(key, now), path(key)))
            .sorted(Comparator.comparing((Row row) -> !row.standing().isLive()))
            .toList();
    List<String> scopes = Arrays.stream(Scope.values()).map(Scope::word).toList();
    String title = pages.words(pages.viewer(request)).text("console.apikey.sectionTitle");
    KeysModel model = new KeysModel(rows, scopes, form, faults);
    return pages.show(new Page("key/keys", KeysSection.ID, title, model), status);
  }

  private static String path(ApiKey key) {
    return KeysSection.PATH + "/" + key.id() + "/revoke";
  }
}
