package io.chasqui.contract.event;

/** What happened to a notification. The names are those of the table of events that wait. */
public enum NotificationEventType {
  /** It was taken. */
  CREATED("NotificacionCreada"),
  /** It has arrived. */
  DELIVERED("NotificacionEntregada"),
  /** It will not arrive. */
  FAILED("NotificacionFallida"),
  /** It had failed and is tried again. */
  RETRIED("NotificacionReintentada");

  /** Of the bodies of these events. */
  public static final int SCHEMA_VERSION = 1;

  private final String text;

  NotificationEventType(String text) {
    this.text = text;
  }

  /** As others know it: routing key, type and header. */
  public String text() {
    return text;
  }
}
