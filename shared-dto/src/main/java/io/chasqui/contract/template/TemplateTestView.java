package io.chasqui.contract.template;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import java.util.UUID;

/**
 * A test that is on its way.
 *
 * @param deliveries in Spanish entregas, their ids; to a recipient with several browsers one for
 *     each
 */
public record TemplateTestView(@JsonAlias("entregas") List<UUID> deliveries) {

  public TemplateTestView {
    deliveries = List.copyOf(deliveries);
  }
}
