package io.chasqui.server.key.web;

import io.chasqui.platform.request.BodyLimit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** A name, some scopes and a time. */
@Configuration(proxyBeanMethods = false)
class KeyWebConfiguration {

  @Bean
  BodyLimit newKeys() {
    return BodyLimit.of(DataSize.ofKilobytes(16), "/api/keys");
  }
}
