package io.chasqui.server.delivery.web;

import io.chasqui.platform.request.BodyLimit;
import io.chasqui.server.schedule.ScheduleSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Of all decisions one alone says more than its address. */
@Configuration(proxyBeanMethods = false)
class DecisionWebConfiguration {

  @Bean
  BodyLimit newTimes(ScheduleSettings settings) {
    return BodyLimit.of(settings.maxRequestSize(), "/api/deliveries/{id}/reschedule");
  }
}
