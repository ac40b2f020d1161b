package io.chasqui.server.notify.web;

import io.chasqui.platform.request.BodyLimit;
import io.chasqui.server.schedule.ScheduleSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** As large as what schedules a report. */
@Configuration(proxyBeanMethods = false)
class NotifyWebConfiguration {

  @Bean
  BodyLimit plainMails(ScheduleSettings settings) {
    return BodyLimit.of(settings.maxRequestSize(), "/api/notify", "/api/notify/");
  }
}
