package io.chasqui.server.recipient.web;

import static io.chasqui.server.api.access.AccessRule.key;
import static io.chasqui.server.api.access.Scope.READ;
import static io.chasqui.server.api.access.Scope.RECIPIENTS;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.api.access.AccessRule;
import io.chasqui.server.api.request.BodySettings;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Who may use the directory: whoever writes it may look too. */
@Configuration(proxyBeanMethods = false)
class RecipientWebConfiguration {

  @Bean
  Access recipientAccess(BodySettings bodies) {
    DataSize largest = bodies.maxRequestSize();
    return new Access(
        Stream.of(RecipientController.ADDRESS, RecipientController.ALIAS)
            .flatMap(address -> rules(address, largest))
            .toList());
  }

  private static Stream<AccessRule> rules(String address, DataSize largest) {
    String one = address + "/{id}";
    return Stream.of(
        key(GET, address, READ, RECIPIENTS),
        key(POST, address, RECIPIENTS).maxBody(largest),
        key(GET, one, READ, RECIPIENTS),
        key(PUT, one, RECIPIENTS).maxBody(largest),
        key(PATCH, one, RECIPIENTS).maxBody(largest),
        key(DELETE, one, RECIPIENTS),
        key(POST, one + "/merge", RECIPIENTS).maxBody(largest));
  }
}
