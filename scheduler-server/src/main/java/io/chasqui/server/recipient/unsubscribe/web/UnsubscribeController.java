package io.chasqui.server.recipient.unsubscribe.web;

import io.chasqui.server.recipient.unsubscribe.Unsubscriptions;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a link in a message leads to (RFC 8058): for everybody who has it, without login and cookie.
 * The form that is sent says nothing that the address does not, and is not looked at.
 */
@RestController
@Hidden
class UnsubscribeController {

  static final String ADDRESS = "/u/{token}";

  /** Some programs end a link so. */
  static final String WITH_SLASH = ADDRESS + "/";

  private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

  private final Unsubscriptions unsubscriptions;
  private final UnsubscribePage page;
  private final UnsubscribeLimit limit;

  UnsubscribeController(
      Unsubscriptions unsubscriptions, UnsubscribePage page, UnsubscribeLimit limit) {
    this.unsubscriptions = unsubscriptions;
    this.page = page;
    this.limit = limit;
  }

  @GetMapping(path = {ADDRESS, WITH_SLASH})
  ResponseEntity<String> ask(
      @PathVariable String token, HttpServletRequest request, Locale language) {
    limit.take(request.getRemoteAddr());
    return answer(unsubscriptions.categoryOf(token), page::asking, language);
  }

  @PostMapping(
      path = {ADDRESS, WITH_SLASH},
      consumes = {MediaType.APPLICATION_FORM_URLENCODED_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
  ResponseEntity<String> end(
      @PathVariable String token, HttpServletRequest request, Locale language) {
    limit.take(request.getRemoteAddr());
    return answer(unsubscriptions.end(token), page::done, language);
  }

  private ResponseEntity<String> answer(
      Optional<String> category, BiFunction<String, Locale, String> found, Locale language) {
    return ResponseEntity.status(category.isPresent() ? HttpStatus.OK : HttpStatus.NOT_FOUND)
        .contentType(HTML)
        .cacheControl(CacheControl.noStore())
        .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
        .body(
            category
                .map(name -> found.apply(name, language))
                .orElseGet(() -> page.unknown(language)));
  }
}
