package io.chasqui.server.api.request;

import io.chasqui.platform.config.InvalidSetting;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What proxies before the server say of its callers and of its own address. */
@Configuration(proxyBeanMethods = false)
class ProxyConfiguration {

  private static final String STRATEGY = "server.forward-headers-strategy";

  /**
   * @throws InvalidSetting when everybody would be taken for a proxy
   */
  ProxyConfiguration(@Value("${" + STRATEGY + ":none}") String strategy) {
    if (strategy.equalsIgnoreCase("framework")) {
      throw new InvalidSetting(
          STRATEGY,
          "would let every caller say where it comes from and how the server is reached.",
          "Set it to native, and server.tomcat.remoteip.internal-proxies to your proxies when they"
              + " have no private addresses.");
    }
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> cookiesBelowThePrefix() {
    return tomcat ->
        tomcat.addContextCustomizers(
            context ->
                context.addLifecycleListener(
                    event -> {
                      if (event.getType().equals(Lifecycle.CONFIGURE_START_EVENT)) {
                        prefixCookies(context);
                      }
                    }));
  }

  /** When all else that is set up of cookies, such as SameSite, is. */
  private static void prefixCookies(Context context) {
    context.setCookieProcessor(new PrefixedCookies(context.getCookieProcessor()));
  }
}
