package io.chasqui.server.console.delivery;

import io.chasqui.server.console.PrivateSearches;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Those of all sections are kept together. */
@Component
class SearchesOfSession implements PrivateSearches {

  @Override
  public String keep(HttpServletRequest request, String text) {
    return KeptSearches.keep(request.getSession(), text);
  }

  @Override
  public Optional<String> find(HttpServletRequest request, String id) {
    return KeptSearches.find(request.getSession(false), id);
  }
}
