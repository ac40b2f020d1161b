package io.chasqui.contract.alert;

import java.util.List;

/**
 * Open alerts, then those that were resolved lately, each newest first.
 *
 * @param alerts at most 200
 */
public record AlertList(List<AlertView> alerts) {

  public AlertList {
    alerts = List.copyOf(alerts);
  }
}
