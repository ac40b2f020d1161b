package io.chasqui.server.schedule.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.chasqui.server.problem.RequestSizeFilter;
import io.chasqui.server.schedule.ScheduleSettings;
import java.util.Locale;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
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
            .featuresToEnable(
                MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .postConfigurer(ScheduleWebConfiguration::refuseOtherTypes);
  }

  @Bean
  FilterRegistrationBean<RequestSizeFilter> scheduleRequestSize(ScheduleSettings settings) {
    FilterRegistrationBean<RequestSizeFilter> registration =
        new FilterRegistrationBean<>(new RequestSizeFilter(settings.maxRequestSize().toBytes()));
    registration.addUrlPatterns(
        "/api/schedule-email",
        "/api/schedule-messaging",
        "/api/deliveries/*",
        "/api/notify",
        "/api/notify/");
    return registration;
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
