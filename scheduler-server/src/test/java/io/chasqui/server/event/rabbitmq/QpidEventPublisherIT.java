package io.chasqui.server.event.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.server.event.EventPublisher;
import io.chasqui.server.event.EventSettings;
import io.chasqui.server.event.PublishResult;
import io.chasqui.server.event.TestEvents;
import io.chasqui.testing.TestAmqpBroker;
import io.chasqui.testing.TestCertificates;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class QpidEventPublisherIT extends AmqpPublisherContract {

  private static final TestAmqpBroker broker = TestAmqpBroker.inClear();

  @AfterAll
  static void end() {
    broker.close();
  }

  @Override
  String uri() {
    return broker.uri();
  }

  @Override
  protected void stopBroker() {
    broker.stop();
  }

  /** It has forgotten the queue. */
  @Override
  protected void startBrokerAgain() {
    broker.start();
    bindAQueue();
  }

  @Override
  protected String secret() {
    return TestAmqpBroker.PASSWORD;
  }

  @Test
  void theExchangeIsMadeWhenItIsMissing() {
    try (EventPublisher publisher =
        new RabbitmqEventPublisher(new EventSettings.Rabbitmq(uri(), "made-by-us", null))) {
      assertThat(publisher.hand(TestEvents.some(1)).problem()).isNull();
    }

    with(channel -> channel.exchangeDeclare("made-by-us", "topic", true));
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() {
    String uri = uri().replace(TestAmqpBroker.PASSWORD, "wrong-canary");

    assertThat(handBy(uri, null).problem())
        .contains("AuthenticationFailure")
        .doesNotContain("wrong-canary");
  }

  @Test
  void tlsIsSpokenWithTheBrokerWhoseCertificateIsTrusted() {
    TestCertificates certificates = TestCertificates.ofLocalhost();
    try (TestAmqpBroker byTls = TestAmqpBroker.byTls(certificates)) {
      assertThat(handBy(byTls.uri(), certificates.pem()).problem()).isNull();
      assertThat(handBy(byTls.uri(), null).problem()).contains("SSLHandshakeException");
    }
  }

  @Test
  void tlsIsNotSpokenWithABrokerOfAnotherName() {
    TestCertificates certificates = TestCertificates.ofOtherHost();
    try (TestAmqpBroker byTls = TestAmqpBroker.byTls(certificates)) {
      assertThat(handBy(byTls.uri(), certificates.pem()).problem())
          .contains("SSLHandshakeException");
    }
  }

  @Test
  void anAddressThatIsNoneIsRefusedWithoutBeingRepeated() {
    for (String uri : List.of("http://u:canary@host", "amqp:canary", "amqps://u:can ary@host")) {
      InvalidSetting problem = catchThrowableOfType(InvalidSetting.class, () -> handBy(uri, null));

      assertThat(problem).hasMessage("chasqui.events.rabbitmq.uri is no address of a broker.");
      assertThat(problem.mend()).doesNotContain("canary", "can ary");
      assertThat(problem).hasNoCause();
    }
  }

  private static PublishResult handBy(String uri, @Nullable Path trusted) {
    try (EventPublisher publisher =
        new RabbitmqEventPublisher(new EventSettings.Rabbitmq(uri, "any", trusted))) {
      return publisher.hand(TestEvents.some(1));
    }
  }
}
