package io.chasqui.contract.notification;

import java.util.List;

/**
 * Why a notification became what it is.
 *
 * @param steps in their order
 */
public record DecisionList(List<DecisionView> steps) {

  public DecisionList {
    steps = List.copyOf(steps);
  }
}
