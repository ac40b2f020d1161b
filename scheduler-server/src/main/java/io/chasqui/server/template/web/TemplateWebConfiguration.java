package io.chasqui.server.template.web;

import static io.chasqui.server.api.access.AccessRule.key;
import static io.chasqui.server.api.access.Scope.APPROVE;
import static io.chasqui.server.api.access.Scope.READ;
import static io.chasqui.server.api.access.Scope.TEMPLATES;
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

/** Who writes templates, and who approves them. Both may look, and try them. */
@Configuration(proxyBeanMethods = false)
class TemplateWebConfiguration {

  /** Each part may have 64 KB, and in JSON more. */
  private static final DataSize LARGEST = DataSize.ofKilobytes(512);

  @Bean
  Access templateAccess(BodySettings bodies) {
    DataSize usual = bodies.maxRequestSize();
    return new Access(
        Stream.of(TemplateController.ADDRESS, TemplateController.SPANISH)
            .flatMap(address -> rules(address, usual))
            .toList());
  }

  private static Stream<AccessRule> rules(String address, DataSize usual) {
    String one = address + "/{id}";
    return Stream.of(
        key(GET, address, READ, TEMPLATES, APPROVE),
        key(POST, address, TEMPLATES).maxBody(LARGEST),
        key(GET, one, READ, TEMPLATES, APPROVE),
        key(PUT, one, TEMPLATES).maxBody(LARGEST),
        key(GET, one + "/audit", READ, TEMPLATES, APPROVE),
        key(GET, one + "/diff", READ, TEMPLATES, APPROVE),
        key(POST, one + "/submit", TEMPLATES).maxBody(usual),
        key(POST, one + "/approve", APPROVE).maxBody(usual),
        key(POST, one + "/reject", APPROVE).maxBody(usual),
        key(POST, one + "/activate", APPROVE).maxBody(usual),
        key(POST, one + "/retire", TEMPLATES).maxBody(usual),
        key(POST, one + "/preview", TEMPLATES, APPROVE).maxBody(usual),
        key(POST, one + "/test", TEMPLATES, APPROVE).maxBody(usual));
  }
}
