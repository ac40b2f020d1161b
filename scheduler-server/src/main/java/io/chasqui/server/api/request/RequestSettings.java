package io.chasqui.server.api.request;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests are read.
 *
 * @param unknownFields what becomes of a request with a field, a parameter or a body that means
 *     nothing: {@code refuse} answers 400 with the name that may have been meant, {@code ignore} is
 *     for callers that cannot stop sending them
 */
@ConfigurationProperties("chasqui.api")
record RequestSettings(@DefaultValue("refuse") UnknownFields unknownFields) {

  enum UnknownFields {
    REFUSE,
    IGNORE
  }

  boolean refusesUnknownFields() {
    return unknownFields == UnknownFields.REFUSE;
  }
}
