package io.chasqui.platform.http;

import io.chasqui.platform.trace.Traces;
import okhttp3.Dns;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpSettings.class)
class GuardedHttpConfiguration {

  @Bean
  GuardedHttp guardedHttp(HttpSettings settings, Traces traces) {
    return new GuardedHttp(settings, Dns.SYSTEM, traces);
  }
}
