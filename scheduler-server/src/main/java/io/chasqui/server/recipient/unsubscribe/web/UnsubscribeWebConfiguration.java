package io.chasqui.server.recipient.unsubscribe.web;

import static io.chasqui.server.api.access.AccessRule.everybody;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class UnsubscribeWebConfiguration {

  private static final DataSize LARGEST_FORM = DataSize.ofKilobytes(4);

  @Bean
  Access unsubscribeAccess() {
    return Access.of(
        everybody(GET, UnsubscribeController.ADDRESS),
        everybody(GET, UnsubscribeController.WITH_SLASH),
        everybody(POST, UnsubscribeController.ADDRESS).maxBody(LARGEST_FORM),
        everybody(POST, UnsubscribeController.WITH_SLASH).maxBody(LARGEST_FORM));
  }
}
