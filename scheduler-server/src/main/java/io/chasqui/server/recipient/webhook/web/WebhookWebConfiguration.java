package io.chasqui.server.recipient.webhook.web;

import static io.chasqui.server.api.access.AccessRule.key;
import static io.chasqui.server.api.access.Scope.READ;
import static io.chasqui.server.api.access.Scope.RECIPIENTS;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.api.access.AccessRule;
import io.chasqui.server.api.request.BodySettings;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Who may use recipients' webhooks: whoever writes recipients. */
@Configuration(proxyBeanMethods = false)
class WebhookWebConfiguration {

  @Bean
  Access webhookAccess(BodySettings bodies) {
    DataSize largest = bodies.maxRequestSize();
    return new Access(
        Stream.of(WebhookController.ADDRESS, WebhookController.ALIAS)
            .flatMap(address -> rules(address, largest))
            .toList());
  }

  private static Stream<AccessRule> rules(String address, DataSize largest) {
    return Stream.of(
        key(GET, address, READ, RECIPIENTS),
        key(PUT, address, RECIPIENTS).maxBody(largest),
        key(DELETE, address, RECIPIENTS),
        key(POST, address + "/rotate", RECIPIENTS),
        key(POST, address + "/enable", RECIPIENTS),
        key(POST, address + "/test", RECIPIENTS));
  }
}
