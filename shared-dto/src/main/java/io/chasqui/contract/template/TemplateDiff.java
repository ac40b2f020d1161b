package io.chasqui.contract.template;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;

/**
 * In what two versions of templates differ.
 *
 * @param from in Spanish desde, the id of the one
 * @param to in Spanish hasta, the id of the other
 * @param changes in Spanish cambios, of each part that differs one
 */
public record TemplateDiff(
    @JsonAlias("desde") String from,
    @JsonAlias("hasta") String to,
    @JsonAlias("cambios") List<PartChange> changes) {

  public TemplateDiff {
    changes = List.copyOf(changes);
  }

  /**
   * The lines of a part from the first to the last that differs.
   *
   * @param part in Spanish parte: subject, text, html, push, webhook or sample
   * @param line in Spanish linea, where they begin, from 1
   * @param removed in Spanish quitadas, as they stand in the one
   * @param added in Spanish agregadas, as they stand in the other
   */
  public record PartChange(
      @JsonAlias("parte") String part,
      @JsonAlias("linea") int line,
      @JsonAlias("quitadas") List<String> removed,
      @JsonAlias("agregadas") List<String> added) {

    public PartChange {
      removed = List.copyOf(removed);
      added = List.copyOf(added);
    }
  }
}
