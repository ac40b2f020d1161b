package io.chasqui.jobs;

import org.jobrunr.utils.mapper.JsonMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** In place of the mapper of JobRunr's starter, under its name. */
@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
class JobJsonConfiguration {

  @Bean
  JsonMapper jobRunrJsonMapper() {
    return new StrictJobJson();
  }
}
