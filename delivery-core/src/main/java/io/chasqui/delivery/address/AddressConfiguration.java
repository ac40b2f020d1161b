package io.chasqui.delivery.address;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PhoneSettings.class)
class AddressConfiguration {

  @Bean
  PhoneNumbers phoneNumbers(PhoneSettings settings) {
    return new PhoneNumbers(settings);
  }
}
