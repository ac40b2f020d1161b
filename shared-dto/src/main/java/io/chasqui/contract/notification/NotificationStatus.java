package io.chasqui.contract.notification;

import com.fasterxml.jackson.annotation.JsonAlias;

/** Where a notification stands. In Spanish by the other name. */
public enum NotificationStatus {
  /** Accepted, and not tried yet. */
  @JsonAlias("Pendiente")
  PENDING,
  /** Tried, and not over. */
  @JsonAlias("EnProceso")
  IN_PROGRESS,
  /** It arrived by one channel. */
  @JsonAlias("Entregada")
  DELIVERED,
  /** No channel is left; the reason says why. */
  @JsonAlias("Fallida")
  FAILED,
  /** Told to stop, or erased. */
  @JsonAlias("Cancelada")
  CANCELLED;

  /** Whether nothing happens to it any more by itself. */
  public boolean isOver() {
    return this == DELIVERED || this == FAILED || this == CANCELLED;
  }
}
