package io.chasqui.server.event;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategy;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How others are told of notifications.
 *
 * @param naming how the fields of these events are written: {@code camel}, {@code notificacionId},
 *     or {@code pascal}, {@code NotificacionId}. See
 *     docs/notifications-brokers.md#what-others-are-told
 */
@ConfigurationProperties("chasqui.notifications.events")
record NotificationEventSettings(@DefaultValue("camel") Naming naming) {

  /** How names are written. */
  enum Naming {
    CAMEL,
    PASCAL;

    PropertyNamingStrategy strategy() {
      return switch (this) {
        case CAMEL -> PropertyNamingStrategies.LOWER_CAMEL_CASE;
        case PASCAL -> PropertyNamingStrategies.UPPER_CAMEL_CASE;
      };
    }
  }
}
