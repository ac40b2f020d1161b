package io.chasqui.server.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/** Tells a person's browser that opens a page from everything else that asks. */
final class PageRequests {

  private PageRequests() {}

  /** Whether a login page would be understood as the answer. */
  static boolean opensAPage(HttpServletRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return HttpMethod.GET.matches(request.getMethod())
        && accepted != null
        && accepted.contains(MediaType.TEXT_HTML_VALUE);
  }
}
