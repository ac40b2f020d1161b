package io.chasqui.server.retention;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;

/** Says at the start what may surprise later. */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

  private static final Logger log = LoggerFactory.getLogger(RetentionConfiguration.class);

  RetentionConfiguration(RetentionSettings settings) {
    if (settings.erasesEarly()) {
      log.warn(
          "Recipients and texts of finished deliveries are erased after {} already. Set"
              + " chasqui.retention.personal-data to a day or more if that is not meant",
          settings.personalData());
    }
  }
}
