package io.chasqui.server.template.engine;

import java.util.List;

/**
 * What is wrong with a template, and where.
 *
 * @param line from 1
 * @param column in the line, from 1, in characters
 * @param messageKey names the text in a bundle, {@code template.…}
 * @param arguments of the text
 */
public record TemplateFault(int line, int column, String messageKey, List<Object> arguments) {

  public TemplateFault {
    arguments = List.copyOf(arguments);
  }

  static TemplateFault at(Place place, String messageKey, Object... arguments) {
    return new TemplateFault(place.line(), place.column(), messageKey, List.of(arguments));
  }

  static TemplateFault at(Tag tag, String messageKey, Object... arguments) {
    return new TemplateFault(tag.line(), tag.column(), messageKey, List.of(arguments));
  }
}
