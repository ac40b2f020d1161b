package io.chasqui.server.console.login;

import static io.chasqui.server.api.access.AccessRule.everybody;
import static io.chasqui.server.api.access.AccessRule.newcomer;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is nobody yet may log in; who came with a one-time password may choose another. */
@Configuration(proxyBeanMethods = false)
class LoginPagesConfiguration {

  @Bean
  Access loginPagesAccess() {
    return Access.of(
        everybody(GET, "/login"),
        everybody(GET, "/logout"),
        newcomer(GET, "/password"),
        newcomer(POST, "/password").forms());
  }
}
