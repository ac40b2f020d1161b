package io.chasqui.platform.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers a request whose body is refused. An application without such a bean sends the status. */
@FunctionalInterface
public interface RefusedBodies {

  /**
   * Writes the whole answer, of which nothing was written before.
   *
   * @param unfit what is wrong with the body
   * @throws IOException when the caller has gone
   */
  void answer(HttpServletRequest request, HttpServletResponse response, UnfitBody unfit)
      throws IOException;
}
