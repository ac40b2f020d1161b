package io.chasqui.platform.http;

import io.chasqui.platform.trace.Traces;
import okhttp3.Dns;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@EnableConfigurationProperties({HttpSettings.class, PublicAddress.class})
class GuardedHttpConfiguration {

  @Bean
  GuardedHttp guardedHttp(HttpSettings settings, Traces traces) {
    return new GuardedHttp(settings, Dns.SYSTEM, traces);
  }
}
