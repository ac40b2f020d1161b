package io.chasqui.server.api.request;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.chasqui.platform.request.BodyLimit;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The one place that says what becomes of input that means nothing. */
@Configuration(proxyBeanMethods = false)
class RequestConfiguration {

  private static final String API = "/api/**";

  /** Where no operation takes a body one is read so far that it can be refused with its reason. */
  @Bean
  BodyLimit bodiesThatMeanNothing() {
    return BodyLimit.of(DataSize.ofKilobytes(8), API);
  }

  @Bean
  Jackson2ObjectMapperBuilderCustomizer unknownFields(RequestSettings settings) {
    DeserializationFeature unknown = DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;
    return builder -> {
      // What is read as a tree keeps its numbers as they were written: 12.50 is not 12.5.
      builder.postConfigurer(mapper -> mapper.setNodeFactory(new JsonNodeFactory(true)));
      if (settings.refusesUnknownFields()) {
        builder.featuresToEnable(unknown);
      } else {
        builder.featuresToDisable(unknown);
      }
    };
  }

  @Bean
  WebMvcConfigurer inputCheck(RequestSettings settings) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry
            .addInterceptor(new InputCheck(settings.refusesUnknownFields()))
            .addPathPatterns(API);
      }
    };
  }
}
