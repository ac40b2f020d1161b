package io.chasqui.server.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * As much of the server as a command needs.
 *
 * @param settings as {@code --key=value}
 */
record ServerContext(List<String> settings) {

  <B, T> T ask(Class<B> type, Function<B, T> question) {
    List<String> all = new ArrayList<>(settings);
    // Standard output is for what the command makes.
    all.add("--logging.threshold.console=error");
    all.add("--spring.datasource.hikari.maximum-pool-size=2");
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(CommandConfiguration.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .registerShutdownHook(false)
            .run(all.toArray(String[]::new))) {
      return question.apply(context.getBean(type));
    }
  }
}
