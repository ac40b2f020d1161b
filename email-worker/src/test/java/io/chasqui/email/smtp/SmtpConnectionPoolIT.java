package io.chasqui.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.Delivered;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.email.ComposedMail;
import io.chasqui.email.EmailSettings;
import io.chasqui.email.TestEmail;
import io.chasqui.testing.TestJournal;
import io.chasqui.worker.AttemptJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections are used again. */
class SmtpConnectionPoolIT {

  private final ScriptedSmtpServer server = new ScriptedSmtpServer();
  private final MovableClock clock = new MovableClock();

  @AfterEach
  void closeServer() {
    server.close();
  }

  @Test
  void sendsManyMailsOverOneConnection() {
    try (TestMailer mailer = mailer(Map.of())) {
      submit(mailer, 20);
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.messages()).hasSize(20);
    }
  }

  @Test
  void keepsAConnectionAfterARefusedRecipient() {
    server.once("RCPT", "550 5.1.1 unknown");
    try (TestMailer mailer = mailer(Map.of())) {
      assertThat(submit(mailer).code()).isEqualTo("RECIPIENT_REJECTED");
      submit(mailer, 1);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void startsAfreshAfterAReplyThatFitsNoQuestion() {
    server.once("DATA", "250 fine");
    try (TestMailer mailer = mailer(Map.of())) {
      assertThat(submit(mailer)).isInstanceOf(TemporaryFailure.class);
      assertThat(server.received()).endsWith("DATA", "RSET");
      submit(mailer, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"421 closing", "gibberish", ScriptedSmtpServer.CLOSE})
  void givesUpAConnectionAfterADoubtfulReply(String reply) {
    server.once("RCPT", reply);
    try (TestMailer mailer = mailer(Map.of())) {
      assertThat(submit(mailer)).isNotInstanceOf(Delivered.class);
      submit(mailer, 1);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void replacesAConnectionThatDiedUnnoticedWithoutAFailedAttempt() {
    try (TestMailer mailer = mailer(Map.of())) {
      submit(mailer, 1);
      server.dropConnections();
      submit(mailer, 1);
      assertThat(server.connections()).isEqualTo(2);
      assertThat(server.messages()).hasSize(2);
    }
  }

  @Test
  void replacesAConnectionThatTheServerClosesWithAWord() {
    try (TestMailer mailer = mailer(Map.of())) {
      submit(mailer, 1);
      server.once("MAIL", "421 4.4.2 idle for too long" + ScriptedSmtpServer.THEN_CLOSE);
      submit(mailer, 1);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void believesAFreshConnectionThatTheHostWantsToRest() {
    server.always("MAIL", "421 4.3.2 busy");
    try (TestMailer mailer = mailer(Map.of())) {
      assertThat(submit(mailer).code()).isEqualTo("SERVICE_NOT_AVAILABLE");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void asksAConnectionThatWasIdleWhetherItLives() {
    try (TestMailer mailer = mailer(Map.of())) {
      submit(mailer, 1);
      clock.move(Duration.ofSeconds(4));
      submit(mailer, 1);
      assertThat(server.received()).containsOnlyOnce("NOOP");
      clock.move(Duration.ofSeconds(4));
      server.dropConnections();
      submit(mailer, 1);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void usesAConnectionForSoManyMailsAndNoMore() {
    try (TestMailer mailer = mailer(Map.of("connection-max-messages", "3"))) {
      submit(mailer, 7);
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void usesAConnectionForItsLifetimeAndNoLonger() {
    try (TestMailer mailer = mailer(Map.of("connection-max-lifetime", "10s"))) {
      submit(mailer, 1);
      clock.move(Duration.ofSeconds(9));
      submit(mailer, 1);
      assertThat(server.connections()).isEqualTo(1);
      clock.move(Duration.ofSeconds(1));
      submit(mailer, 1);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void doesNotUseAConnectionThatWasIdleForTooLong() {
    try (TestMailer mailer = mailer(Map.of("connection-idle", "10s"))) {
      submit(mailer, 1);
      clock.move(Duration.ofSeconds(10));
      submit(mailer, 1);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void opensNoMoreConnectionsThanItMay() {
    try (TestMailer mailer = mailer(Map.of("pool-size", "2", "read-timeout", "5s"))) {
      List<CompletableFuture<Outcome>> all = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        all.add(CompletableFuture.supplyAsync(() -> submit(mailer)));
      }
      assertThat(all).allMatch(outcome -> outcome.join() instanceof Delivered);
      assertThat(server.connections()).isLessThanOrEqualTo(2);
      assertThat(server.messages()).hasSize(16);
    }
  }

  @Test
  void goesOnOverTheOthersWhileOneConnectionHangs() {
    server.once("RCPT", ScriptedSmtpServer.HANG);
    try (TestMailer mailer = mailer(Map.of("pool-size", "2", "read-timeout", "30s"))) {
      CompletableFuture<Outcome> hanging = CompletableFuture.supplyAsync(() -> submit(mailer));
      await().until(() -> server.received().stream().anyMatch(line -> line.startsWith("RCPT")));
      submit(mailer, 20);
      assertThat(hanging).isNotDone();
      assertThat(server.connections()).isEqualTo(2);
      server.dropConnections();
      assertThat(hanging.join().code()).isEqualTo("SEND_FAILED");
    }
  }

  @Test
  void waitsForAFreeConnectionNoLongerThanForAReplyAndBlamesNotTheServer() {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    try (TestMailer mailer = mailer(Map.of("pool-size", "1", "read-timeout", "1s"))) {
      CompletableFuture<Outcome> first =
          CompletableFuture.supplyAsync(() -> mailer.submit(mail(), holding(held, enough)));
      assertThat(reached(held)).isTrue();

      Outcome second = submit(mailer);

      assertThat(second).isInstanceOf(TemporaryFailure.class);
      assertThat(second.code()).isEqualTo("WORKER_BUSY");
      enough.countDown();
      assertThat(first.join()).isInstanceOf(Delivered.class);
    }
  }

  @Test
  void wakesTheNextInLineWhenAConnectionCouldNotBeOpened() {
    server.once("CONNECT", ScriptedSmtpServer.CLOSE, ScriptedSmtpServer.CLOSE);
    try (TestMailer mailer = mailer(Map.of("pool-size", "1", "read-timeout", "30s"))) {
      List<CompletableFuture<Outcome>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(CompletableFuture.supplyAsync(() -> submit(mailer)));
      }
      assertThat(all.stream().map(CompletableFuture::join).filter(Delivered.class::isInstance))
          .hasSize(2);
    }
  }

  @Test
  void closesAConnectionThatWasIdleForTooLongThoughNothingIsSent() {
    try (TestMailer mailer = mailer(Map.of("connection-idle", "10s"))) {
      submit(mailer, 1);
      clock.move(Duration.ofSeconds(9));
      mailer.check();
      assertThat(server.received()).endsWith("NOOP");
      assertThat(mailer.open()).isEqualTo(1);
      clock.move(Duration.ofSeconds(1));
      mailer.check();
      await().until(() -> server.received().contains("QUIT"));
      assertThat(mailer.open()).isZero();
    }
  }

  @Test
  void takesTheConnectionUsedLastSoThatTheOthersGrowOld() {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    try (TestMailer mailer = mailer(Map.of("connection-idle", "10s"))) {
      CompletableFuture<Outcome> first =
          CompletableFuture.supplyAsync(() -> mailer.submit(mail(), holding(held, enough)));
      assertThat(reached(held)).isTrue();
      submit(mailer, 1);
      enough.countDown();
      assertThat(first.join()).isInstanceOf(Delivered.class);
      assertThat(mailer.open()).isEqualTo(2);

      for (int i = 0; i < 4; i++) {
        clock.move(Duration.ofSeconds(3));
        mailer.check();
        submit(mailer, 1);
      }

      assertThat(mailer.open()).isEqualTo(1);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void opensNoSecondConnectionWhileTheOnlyOneIsAskedWhetherItLives() {
    try (TestMailer mailer = mailer(Map.of("pool-size", "1", "read-timeout", "30s"))) {
      submit(mailer, 1);
      clock.move(Duration.ofSeconds(4));
      server.once("NOOP", ScriptedSmtpServer.HANG);
      CompletableFuture<Void> asking = CompletableFuture.runAsync(mailer::check);
      await().until(() -> server.received().contains("NOOP"));
      CompletableFuture<Outcome> next = CompletableFuture.supplyAsync(() -> submit(mailer));
      await().until(() -> mailer.waiting() == 1);
      assertThat(server.connections()).isEqualTo(1);

      server.dropConnections();

      assertThat(next.join()).isInstanceOf(Delivered.class);
      asking.join();
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void asksAConnectionWhetherItLivesNoLongerThanForAReplyThoughBytesOfOneCome() {
    try (TestMailer mailer = mailer(Map.of("pool-size", "1", "read-timeout", "1s"))) {
      submit(mailer, 1);
      clock.move(Duration.ofSeconds(4));
      server.once("NOOP", ScriptedSmtpServer.DRIP);

      assertTimeoutPreemptively(Duration.ofSeconds(30), mailer::check);

      assertThat(mailer.open()).isZero();
      submit(mailer, 1);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void closesAConnectionThatCannotBeLookedAt() {
    try (TestMailer mailer = mailer(Map.of("pool-size", "1"))) {
      submit(mailer, 1);
      clock.failOnce();

      mailer.check();

      await().until(() -> server.received().contains("QUIT"));
      submit(mailer, 1);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void closesAConnectionThatIsGivenBackAfterTheEnd() {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    try (TestMailer mailer = mailer(Map.of())) {
      CompletableFuture<Outcome> last =
          CompletableFuture.supplyAsync(() -> mailer.submit(mail(), holding(held, enough)));
      assertThat(reached(held)).isTrue();
      mailer.close();
      enough.countDown();

      assertThat(last.join()).isInstanceOf(Delivered.class);
      await().until(() -> server.received().contains("QUIT"));
      assertThat(mailer.open()).isZero();
    }
  }

  @Test
  void leavesNoConnectionBehind() {
    try (TestMailer mailer = mailer(Map.of())) {
      submit(mailer, 1);
    }
    await().until(() -> server.received().contains("QUIT"));
  }

  private TestMailer mailer(Map<String, String> given) {
    return new TestMailer(settings(given), clock);
  }

  private EmailSettings settings(Map<String, String> given) {
    Map<String, String> keys = new HashMap<>(given);
    keys.put("port", String.valueOf(server.port()));
    keys.put("tls", "none");
    return TestEmail.settings(keys);
  }

  private void submit(TestMailer mailer, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(submit(mailer)).isInstanceOf(Delivered.class);
    }
  }

  private Outcome submit(TestMailer mailer) {
    return mailer.submit(mail());
  }

  private ComposedMail mail() {
    return TestEmail.mail(settings(Map.of()));
  }

  /** Keeps its connection until there was enough of that. */
  private static AttemptJournal holding(CountDownLatch held, CountDownLatch enough) {
    return new TestJournal() {
      @Override
      public void connected() {
        held.countDown();
        reached(enough);
      }
    };
  }

  private static boolean reached(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
