package io.chasqui.server.jobs.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Knows the header for the page that a request asks for. */
@FunctionalInterface
interface CsrfHeaders {

  /** Empty where none is asked for. */
  Optional<CsrfHeader> of(HttpServletRequest request);
}
