package io.chasqui.server.api.openapi;

import static io.chasqui.server.api.access.AccessRule.either;
import static io.chasqui.server.api.access.AccessRule.person;
import static io.chasqui.server.api.access.Role.VIEWER;
import static io.chasqui.server.api.access.Scope.READ;
import static org.springframework.http.HttpMethod.GET;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.api.request.Written;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.net.URI;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.customizers.ServerBaseUrlCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The OpenAPI document at {@code /v3/api-docs} and Swagger UI at {@code /docs/}. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  private static final String KEY = "key";

  static {
    // The document describes what callers write, not how it is read.
    SpringDocUtils.getConfig().addResponseWrapperToIgnore(Written.class);
  }

  @Bean
  Access openApiAccess() {
    return Access.of(
        person(GET, "/docs/**", VIEWER),
        person(GET, "/swagger-ui/**", VIEWER),
        person(GET, "/swagger-ui.html", VIEWER),
        either(GET, "/v3/api-docs/**", READ),
        either(GET, "/v3/api-docs.yaml", READ));
  }

  @Bean
  OpenAPI chasquiApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Chasqui")
                .version("1")
                .description(
                    "Delivers reports and messages on time. Errors are problem details (RFC 9457)"
                        + " in English, Spanish or Russian by Accept-Language. Fields and"
                        + " parameters that an operation does not have are refused.")
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
        .components(
            new Components()
                .addSecuritySchemes(
                    KEY,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description(
                            "An API key, chq_…, made by: java -jar scheduler-server.jar keys"
                                + " create --scope schedule")))
        .addSecurityItem(new SecurityRequirement().addList(KEY));
  }

  /** Without scheme and host, which a proxy may hide; below whatever prefix the caller sees. */
  @Bean
  ServerBaseUrlCustomizer serverWithoutHost() {
    return (url, request) -> {
      String path = URI.create(url).getRawPath();
      return path.isEmpty() ? "/" : path;
    };
  }

  @Bean
  OpenApiCustomizer examplesAndErrors() {
    return new ExamplesAndErrors();
  }

  @Bean
  OperationCustomizer errors() {
    return new Errors();
  }

  /** Springdoc answers at {@code /docs}; people also type the slash. */
  @Bean
  WebMvcConfigurer swaggerUiWithSlash() {
    return new WebMvcConfigurer() {
      @Override
      public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/docs/", "/docs");
      }
    };
  }
}
