package io.chasqui.email;

import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The process that runs the e-mail queue. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class EmailWorkerApplication {

  public static void main(String[] args) {
    // Words of protocols, and field names, are spelt alike whatever the machine speaks.
    Locale.setDefault(Locale.ROOT);
    SpringApplication.run(EmailWorkerApplication.class, args);
  }
}
