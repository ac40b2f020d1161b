package io.chasqui.delivery.address;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@EnableConfigurationProperties(PhoneSettings.class)
class AddressConfiguration {

  @Bean
  PhoneNumbers phoneNumbers(PhoneSettings settings) {
    return new PhoneNumbers(settings);
  }
}
