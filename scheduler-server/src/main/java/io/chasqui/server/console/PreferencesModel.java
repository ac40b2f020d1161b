package io.chasqui.server.console;

import java.util.List;

/**
 * How a person wants pages to be; what they have chosen is the viewer's.
 *
 * @param languages that there are texts in
 * @param zones that there are
 */
public record PreferencesModel(List<Language> languages, List<String> zones) {

  public PreferencesModel {
    languages = List.copyOf(languages);
    zones = List.copyOf(zones);
  }

  /**
   * A language.
   *
   * @param name as those call it who speak it
   */
  public record Language(String code, String name) {}
}
