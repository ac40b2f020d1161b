package io.chasqui.server.console;

import io.chasqui.server.api.request.Address;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Leads from a form that was sent to the page that is to be seen next. */
public final class Redirects {

  /** Of a page of the console, with its query. */
  private static final Pattern PAGE =
      Pattern.compile("/console(?:[/?](?!/)[!-~&&[^\\\\\"<>^`{|}]]*)?");

  private Redirects() {}

  /**
   * To a page by GET (303), so that to load it anew does nothing again.
   *
   * @param path and query, without the server's prefix
   */
  public static ModelAndView to(String path, HttpServletRequest request) {
    RedirectView next = new RedirectView(Address.of(request, path).toString());
    next.setExpandUriTemplateVariables(false);
    next.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(next);
  }

  /**
   * A page that a form says it came from.
   *
   * @param otherwise what to take when that is no page of the console
   */
  public static String back(@Nullable String path, String otherwise) {
    return path != null && PAGE.matcher(path).matches() ? path : otherwise;
  }
}
