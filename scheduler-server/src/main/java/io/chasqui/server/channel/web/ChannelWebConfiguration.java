package io.chasqui.server.channel.web;

import static io.chasqui.server.api.access.AccessRule.everybody;
import static io.chasqui.server.api.access.AccessRule.key;
import static io.chasqui.server.api.access.Scope.READ;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.api.request.BodySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class ChannelWebConfiguration {

  /** A gateway repeats the text of the message. */
  private static final DataSize LARGEST_CALLBACK = DataSize.ofKilobytes(64);

  @Bean
  Access channelAccess(BodySettings bodies) {
    return Access.of(
        key(GET, "/api/push/key", READ),
        key(POST, "/api/sms/count", READ).maxBody(bodies.maxRequestSize()),
        everybody(POST, "/callbacks/sms/{gateway}/status").maxBody(LARGEST_CALLBACK),
        everybody(POST, "/callbacks/sms/{gateway}/inbound").maxBody(LARGEST_CALLBACK));
  }
}
