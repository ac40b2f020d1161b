package io.chasqui.server.console.key;

import io.chasqui.server.key.ApiKey;
import java.util.List;
import java.util.Set;

/**
 * All keys, and the form for another one.
 *
 * @param keys those that let in first, each newest first
 * @param scopes to choose from
 * @param form what was typed
 * @param faults what is wrong with that, as the person reads it
 */
public record KeysModel(List<Row> keys, List<String> scopes, Form form, List<String> faults) {

  public KeysModel {
    keys = List.copyOf(keys);
    scopes = List.copyOf(scopes);
    faults = List.copyOf(faults);
  }

  /**
   * A key.
   *
   * @param path of the page that revokes it
   */
  public record Row(ApiKey key, KeyStanding standing, String path) {

    /** Its scopes, one behind the other. */
    public String scopes() {
      return String.join(", ", key.scopes().stream().map(scope -> scope.word()).toList());
    }
  }

  /**
   * What was typed.
   *
   * @param name whose key it is to be; empty: its own
   * @param scopes their words
   * @param expires a day, as the field has it; empty: never
   */
  public record Form(String name, Set<String> scopes, String expires) {

    /** As it is at first. */
    static final Form EMPTY = new Form("", Set.of(), "");

    public Form {
      scopes = Set.copyOf(scopes);
    }
  }
}
