package io.chasqui.server.request;

import com.fasterxml.jackson.databind.DeserializationFeature;
import io.chasqui.platform.request.BodyLimit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.HandlerExceptionResolver;
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

  /** Before keys are looked for, and after what makes problems readable. */
  @Bean
  FilterRegistrationBean<RequestsAtOnce> requestsAtOnce(
      ServerProperties server,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    int threads = server.getTomcat().getThreads().getMax();
    FilterRegistrationBean<RequestsAtOnce> registration =
        new FilterRegistrationBean<>(new RequestsAtOnce(threads, problems));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 24);
    return registration;
  }

  @Bean
  Jackson2ObjectMapperBuilderCustomizer unknownFields(RequestSettings settings) {
    DeserializationFeature unknown = DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;
    return builder -> {
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
