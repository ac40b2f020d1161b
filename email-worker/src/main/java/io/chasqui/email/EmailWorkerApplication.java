package io.chasqui.email;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The process that runs the e-mail queue. */
@SpringBootApplication(scanBasePackages = "io.chasqui")
@ConfigurationPropertiesScan
public class EmailWorkerApplication {

  public static void main(String[] args) {
    SpringApplication.run(EmailWorkerApplication.class, args);
  }
}
