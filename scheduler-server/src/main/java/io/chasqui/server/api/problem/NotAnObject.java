package io.chasqui.server.api.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A body that is valid JSON, as far as it was read, but no object: an array, a text, null. */
public final class NotAnObject extends JsonMappingException {

  private static final long serialVersionUID = 1L;

  /**
   * @param parser of the body
   */
  public NotAnObject(JsonParser parser) {
    super(parser, "no object");
  }
}
