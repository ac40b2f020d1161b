package io.chasqui.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.email.TestEmail;
import io.chasqui.report.StorageSettings;
import io.chasqui.testing.TestStorage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class SmtpConfigurationTest {

  @Test
  void holdsADeliveryLongerThanTheLongestAttempt() {
    StorageSettings storage =
        TestStorage.settings(DataSize.ofMegabytes(100), DataSize.ofMegabytes(64));
    assertThat(SmtpConfiguration.lease(TestEmail.settings(Map.of()), storage))
        .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(12));
  }
}
