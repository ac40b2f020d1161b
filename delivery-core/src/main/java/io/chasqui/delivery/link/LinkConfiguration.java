package io.chasqui.delivery.link;

import io.chasqui.platform.http.PublicAddress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;

@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@EnableConfigurationProperties(LinkSettings.class)
class LinkConfiguration {

  /** Who makes and reads no links needs no key. */
  @Bean
  @Lazy
  LinkTokens linkTokens(LinkSettings settings, JdbcClient jdbc) {
    return new LinkKeys(jdbc).tokens(settings);
  }

  @Bean
  UnsubscribeLinks unsubscribeLinks(PublicAddress address, ObjectProvider<LinkTokens> tokens) {
    return new UnsubscribeLinks(address, tokens::getObject);
  }
}
