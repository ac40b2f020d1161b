package io.chasqui.messaging;

import io.chasqui.delivery.push.PushSettings;
import io.chasqui.delivery.sms.SmsSettings;
import io.chasqui.delivery.webhook.WebhookSettings;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * The process that runs the queues of Telegram, of SMS and of webhooks. Any number of them may run
 * side by side.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableConfigurationProperties({PushSettings.class, SmsSettings.class, WebhookSettings.class})
public class MessagingWorkerApplication {

  public static void main(String[] args) {
    // Words of protocols, and field names, are spelt alike whatever the machine speaks.
    Locale.setDefault(Locale.ROOT);
    SpringApplication.run(MessagingWorkerApplication.class, args);
  }
}
