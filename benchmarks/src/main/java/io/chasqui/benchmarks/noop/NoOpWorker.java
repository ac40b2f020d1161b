package io.chasqui.benchmarks.noop;

import java.time.Clock;
import java.util.Locale;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A worker of the e-mail queue made of the real core; only its channel is not real. */
@SpringBootApplication
@Import({RetentionPage.class, SentPage.class})
public class NoOpWorker {

  public static void main(String[] arguments) {
    // Words of protocols, and field names, are spelt alike whatever the machine speaks.
    Locale.setDefault(Locale.ROOT);
    new SpringApplicationBuilder(NoOpWorker.class)
        .properties(
            // No application.yml of another module on the class path.
            "spring.config.name=no-op-worker",
            "spring.config.import=classpath:chasqui-core.yml",
            // Nor its logging: a worker logs each attempt.
            "logging.config=classpath:no-op-worker-logback.xml",
            "spring.application.name=no-op-worker")
        .run(arguments);
  }

  @Bean
  NoOpSender sender(Clock clock) {
    return new NoOpSender(clock);
  }
}
