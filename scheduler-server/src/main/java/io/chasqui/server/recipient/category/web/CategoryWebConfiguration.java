package io.chasqui.server.recipient.category.web;

import static io.chasqui.server.api.access.AccessRule.key;
import static io.chasqui.server.api.access.Scope.READ;
import static io.chasqui.server.api.access.Scope.TEMPLATES;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PUT;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.api.access.AccessRule;
import io.chasqui.server.api.request.BodySettings;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class CategoryWebConfiguration {

  @Bean
  Access categoryAccess(BodySettings bodies) {
    DataSize largest = bodies.maxRequestSize();
    return new Access(
        Stream.of(CategoryController.ADDRESS, CategoryController.SPANISH)
            .flatMap(address -> rules(address, largest))
            .toList());
  }

  private static Stream<AccessRule> rules(String address, DataSize largest) {
    return Stream.of(
        key(GET, address, READ, TEMPLATES),
        key(GET, address + "/{id}", READ, TEMPLATES),
        key(PUT, address + "/{id}", TEMPLATES).maxBody(largest),
        key(DELETE, address + "/{id}", TEMPLATES));
  }
}
