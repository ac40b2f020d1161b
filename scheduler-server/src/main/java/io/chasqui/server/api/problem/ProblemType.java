package io.chasqui.server.api.problem;

import java.net.URI;
import org.springframework.http.HttpStatus;

/**
 * A kind of error that a caller may meet; part of the API, so never renamed. Those of a feature are
 * constants of a class {@code …Problems} in its package, those of all are in {@link ProblemTypes}.
 *
 * @param slug names it, and the texts {@code title.<slug>} and {@code detail.<slug>} of a bundle
 */
public record ProblemType(String slug, HttpStatus status) {

  public ProblemType {
    if (!slug.matches("[a-z]+(-[a-z]+)*")) {
      throw new IllegalArgumentException("not lower-case words with hyphens: " + slug);
    }
  }

  URI uri() {
    return URI.create("urn:chasqui:problem:" + slug);
  }
}
