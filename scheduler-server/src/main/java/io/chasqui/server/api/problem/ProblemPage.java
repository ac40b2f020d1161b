package io.chasqui.server.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.ProblemDetail;

/** Shows a problem to people. Who has no page for it gets it as programs do. */
@FunctionalInterface
public interface ProblemPage {

  /** The page in HTML, in UTF-8; empty when whoever asked would not understand it. */
  Optional<byte[]> of(ProblemDetail problem, HttpServletRequest request);
}
