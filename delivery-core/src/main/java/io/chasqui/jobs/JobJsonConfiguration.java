package io.chasqui.jobs;

import org.jobrunr.utils.mapper.JsonMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** In place of the mapper of JobRunr's starter, under its name. */
@Configuration(proxyBeanMethods = false)
class JobJsonConfiguration {

  @Bean
  JsonMapper jobRunrJsonMapper() {
    return new StrictJobJson();
  }
}
