package io.chasqui.delivery;

import java.util.List;

/** Where deliveries begin. */
public interface NewDeliveries {

  /** Adds deliveries: all, or after an exception none. */
  void addAll(List<StoredDelivery> deliveries);
}
