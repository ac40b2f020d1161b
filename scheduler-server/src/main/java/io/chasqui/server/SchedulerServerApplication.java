package io.chasqui.server;

import io.chasqui.delivery.push.PushSettings;
import io.chasqui.delivery.sms.SmsSettings;
import io.chasqui.delivery.webhook.WebhookSettings;
import io.chasqui.server.command.Commands;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.mustache.MustacheAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Accepts deliveries over HTTP and shows what became of them. */
// Templates of messages are no pages.
@SpringBootApplication(exclude = MustacheAutoConfiguration.class)
@ConfigurationPropertiesScan
@EnableConfigurationProperties({PushSettings.class, SmsSettings.class, WebhookSettings.class})
public class SchedulerServerApplication {

  /** Runs the server, or the command that the arguments are. */
  public static void main(String[] arguments) {
    // Words of protocols, and field names, are spelt alike whatever the machine speaks.
    Locale.setDefault(Locale.ROOT);
    if (Commands.areOne(arguments)) {
      System.exit(Commands.run(arguments));
    }
    SpringApplication.run(SchedulerServerApplication.class, arguments);
  }
}
