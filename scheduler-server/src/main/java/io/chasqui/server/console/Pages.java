package io.chasqui.server.console;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** Shows pages within their frame, to whoever looks, and never so that they are kept. */
@Component("consolePages")
public class Pages {

  private static final String HTML = "text/html;charset=UTF-8";

  private final TemplateEngine templates;
  private final Viewers viewers;
  private final Navigation navigation;
  private final Assets assets;
  private final MessageSource texts;
  private final Clock clock;

  Pages(
      TemplateEngine templates,
      Viewers viewers,
      Navigation navigation,
      Assets assets,
      MessageSource texts,
      Clock clock) {
    this.templates = templates;
    this.viewers = viewers;
    this.navigation = navigation;
    this.assets = assets;
    this.texts = texts;
    this.clock = clock;
  }

  /** Who sent a request. */
  public Viewer viewer(HttpServletRequest request) {
    return viewers.of(request);
  }

  /** How to say things to them. */
  public Words words(Viewer viewer) {
    return new Words(texts, viewer.language(), viewer.zone());
  }

  /** Tells a page that what it shows is what there is (304), without making it anew. */
  public static ModelAndView unchanged() {
    ModelAndView nothing = new ModelAndView((model, request, response) -> {});
    nothing.setStatus(HttpStatus.NOT_MODIFIED);
    return nothing;
  }

  /** Shows a page. */
  public ModelAndView show(Page page) {
    return show(page, HttpStatus.OK);
  }

  /** Shows a page that says what went wrong. */
  public ModelAndView show(Page page, HttpStatusCode status) {
    View view = (model, request, response) -> render(page, request, response);
    ModelAndView shown = new ModelAndView(view);
    shown.setStatus(status);
    return shown;
  }

  private void render(Page page, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Viewer viewer = viewers.of(request);
    Utf8ByteOutput html = html(page, viewer, request);
    response.setContentType(HTML);
    response.setContentLength(html.getContentLength());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(HttpHeaders.CONTENT_LANGUAGE, viewer.language().getLanguage());
    html.writeTo(response.getOutputStream());
  }

  /** The page as bytes, for whoever answers otherwise. */
  Utf8ByteOutput html(Page page, HttpServletRequest request) {
    return html(page, viewers.of(request), request);
  }

  private Utf8ByteOutput html(Page page, Viewer viewer, HttpServletRequest request) {
    Frame frame = new Frame(viewer, words(viewer), page, around(viewer, request));
    Utf8ByteOutput html = new Utf8ByteOutput();
    templates.render(page.template() + ".jte", Map.of("frame", frame, "page", page.model()), html);
    return html;
  }

  private Frame.Surroundings around(Viewer viewer, HttpServletRequest request) {
    return new Frame.Surroundings(
        assets,
        navigation.of(viewer),
        request.getContextPath(),
        csrf(request),
        sessionSeconds(request),
        clock.instant(),
        Said.take(request).orElse(null));
  }

  private static int sessionSeconds(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null ? 0 : Math.max(session.getMaxInactiveInterval(), 0);
  }

  private static String csrf(HttpServletRequest request) {
    return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
        ? token.getToken()
        : "";
  }
}
