package io.chasqui.delivery.suppression;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@EnableConfigurationProperties(SuppressionSettings.class)
@Import({PostgresHashKeyStore.class, Suppressions.class})
class SuppressionConfiguration {

  @Bean
  HashKeys hashKeys(HashKeyStore store, SuppressionSettings settings) {
    return new HashKeys(store, settings);
  }
}
