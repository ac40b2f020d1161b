package io.chasqui.server.api.trace;

import io.chasqui.platform.trace.Traces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class TraceWebConfiguration {

  @Bean
  WebMvcConfigurer requestSpans(Traces traces) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry
            .addInterceptor(new RequestSpans(traces))
            .addPathPatterns("/api/**")
            .order(Ordered.HIGHEST_PRECEDENCE);
      }
    };
  }
}
