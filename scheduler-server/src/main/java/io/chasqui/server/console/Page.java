package io.chasqui.server.console;

import java.util.List;

/**
 * What is shown within the frame that all pages have.
 *
 * @param template its file below {@code src/main/jte}, without the ending
 * @param section the id of the section that it belongs to; empty: of none
 * @param title of the page, as this person reads it
 * @param above the pages above it, the highest first
 * @param model what the template is given as {@code page}
 */
public record Page(String template, String section, String title, List<Crumb> above, Object model) {

  public Page {
    above = List.copyOf(above);
  }

  /** A page with nothing above it. */
  public Page(String template, String section, String title, Object model) {
    this(template, section, title, List.of(), model);
  }
}
