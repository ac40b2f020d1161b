package io.chasqui.platform.config;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Stops the start for an argument that is no setting: Spring would pass over it. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class ArgumentsCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    for (String argument : event.getArgs()) {
      if (!argument.startsWith("--")) {
        throw new InvalidSetting(
            "The argument \"" + argument + "\" means nothing here.",
            "Give settings as --key=value; -D and other options of Java stand before -jar.");
      }
    }
  }
}
