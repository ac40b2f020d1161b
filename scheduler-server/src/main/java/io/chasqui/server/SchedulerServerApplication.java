package io.chasqui.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Accepts deliveries over HTTP and shows what became of them. */
@SpringBootApplication(scanBasePackages = "io.chasqui")
@ConfigurationPropertiesScan
public class SchedulerServerApplication {

  public static void main(String[] args) {
    SpringApplication.run(SchedulerServerApplication.class, args);
  }
}
