package io.chasqui.server.schedule.web;

import static io.chasqui.server.api.access.AccessRule.key;
import static io.chasqui.server.api.access.Scope.SCHEDULE;
import static org.springframework.http.HttpMethod.POST;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.chasqui.server.api.access.Access;
import io.chasqui.server.api.request.BodySettings;
import io.chasqui.server.schedule.ScheduleSettings;
import java.util.Locale;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How request bodies are read: names in any case, as .NET clients send them; types as they are. */
@Configuration(proxyBeanMethods = false)
class ScheduleWebConfiguration {

  @Bean
  Jackson2ObjectMapperBuilderCustomizer anyCaseButNoOtherType() {
    return builder ->
        builder
            // By which names are compared without regard to case.
            .locale(Locale.ROOT)
            .factory(Utf8Json.factory())
            .featuresToEnable(
                MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .postConfigurer(ScheduleWebConfiguration::refuseOtherTypes);
  }

  @Bean
  Access scheduleAccess(BodySettings bodies, ScheduleSettings settings) {
    return Access.of(
        key(POST, "/api/schedule-email", SCHEDULE).maxBody(bodies.maxRequestSize()),
        key(POST, "/api/schedule-email/batch", SCHEDULE).maxBody(settings.maxBatchSize()),
        key(POST, "/api/schedule-messaging", SCHEDULE).maxBody(bodies.maxRequestSize()),
        key(POST, "/api/schedule-messaging/batch", SCHEDULE).maxBody(settings.maxBatchSize()));
  }

  private static void refuseOtherTypes(ObjectMapper mapper) {
    for (CoercionInputShape shape :
        new CoercionInputShape[] {
          CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
        }) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    for (CoercionInputShape shape :
        new CoercionInputShape[] {
          CoercionInputShape.String, CoercionInputShape.Float, CoercionInputShape.EmptyString
        }) {
      mapper.coercionConfigFor(LogicalType.Integer).setCoercion(shape, CoercionAction.Fail);
    }
  }
}
