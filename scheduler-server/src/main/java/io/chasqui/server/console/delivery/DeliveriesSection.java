package io.chasqui.server.console.delivery;

import static io.chasqui.server.api.access.AccessRule.person;
import static io.chasqui.server.api.access.Role.OPERATOR;
import static io.chasqui.server.api.access.Role.VIEWER;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.delivery.Origin;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.platform.CorrelationId;
import io.chasqui.server.api.access.Access;
import io.chasqui.server.console.ConsoleSection;
import io.chasqui.server.console.DeliveryFilter;
import io.chasqui.server.console.DeliverySelection;
import io.chasqui.server.console.NavigationGroup;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Deliveries: the list, and each of them. */
@Configuration(proxyBeanMethods = false)
class DeliveriesSection {

  static final String PATH = "/console/deliveries";
  static final String ID = "deliveries";

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

  @Bean
  ConsoleSection deliveriesInNavigation() {
    return new ConsoleSection(
        ID, NavigationGroup.MESSAGES, 20, PATH, "console.deliveries.title", VIEWER);
  }

  @Bean
  Access deliveryPagesAccess() {
    return Access.of(
        person(GET, PATH, VIEWER),
        person(POST, "/console/find", VIEWER).forms(),
        person(POST, PATH + "/csv", OPERATOR).forms(),
        person(POST, PATH + "/saved", VIEWER).forms(),
        person(POST, PATH + "/saved/{id}/remove", VIEWER).forms(),
        person(GET, PATH + "/{id}", VIEWER),
        person(POST, PATH + "/{id}/cancel", OPERATOR).forms(),
        person(POST, PATH + "/{id}/retry", OPERATOR).forms(),
        person(POST, PATH + "/{id}/confirm", OPERATOR).forms(),
        person(POST, PATH + "/{id}/reschedule", OPERATOR).forms(),
        person(POST, PATH + "/{id}/recipient", OPERATOR).forms(),
        person(POST, PATH + "/{id}/content", OPERATOR).forms(),
        person(POST, PATH + "/{id}/report", OPERATOR).forms());
  }

  @Bean
  @Order(1)
  DeliveryFilter correlationIdFilter() {
    return new DeliveryFilter(
        "correlationId",
        "console.deliveries.correlationId",
        (selection, value) -> {
          boolean isOne = CorrelationId.isValid(value);
          if (isOne) {
            selection.correlationId(value);
          }
          return isOne;
        });
  }

  @Bean
  @Order(2)
  DeliveryFilter customerFilter() {
    return new DeliveryFilter(
        "customerId",
        "console.deliveries.customerId",
        (selection, value) -> {
          boolean isOne = NUMBER.matcher(value).matches();
          if (isOne) {
            selection.customerId(Long.parseLong(value));
          }
          return isOne;
        });
  }

  @Bean
  @Order(3)
  DeliveryFilter originFilter() {
    return new DeliveryFilter(
        "origin", "console.deliveries.origin", DeliveriesSection::narrowToOrigin);
  }

  @Bean
  @Order(4)
  DeliveryFilter codeFilter() {
    return new DeliveryFilter(
        "code",
        "console.deliveries.code",
        (selection, value) -> {
          boolean isOne = CODE.matcher(value).matches();
          if (isOne) {
            selection.failureCode(value);
          }
          return isOne;
        });
  }

  /** A kind, or a kind and an id with a colon between. */
  private static boolean narrowToOrigin(DeliverySelection selection, String value) {
    int colon = value.indexOf(':');
    String kind = colon < 0 ? value : value.substring(0, colon);
    Optional<UUID> id =
        colon < 0 ? Optional.empty() : CanonicalUuid.parse(value.substring(colon + 1));
    if (!Origin.isKind(kind) || colon >= 0 && id.isEmpty()) {
      return false;
    }
    selection.origin(new Origin(kind, id.orElse(null)));
    return true;
  }
}
