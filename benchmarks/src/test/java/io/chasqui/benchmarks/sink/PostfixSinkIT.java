package io.chasqui.benchmarks.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.benchmarks.mail.Corpus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where smtp-sink is installed. */
class PostfixSinkIT {

  private static final Corpus TWO = new Corpus("two", Path.of("."), 2, 0, false);

  @Test
  void countsMessagesAndEndsWithTheBed() throws IOException {
    assumeTrue(PostfixSink.program().isPresent(), "smtp-sink is not installed");
    PostfixSink sink;
    try (TestBed bed = new TestBed()) {
      sink = PostfixSink.start(bed, PostfixSink.program().orElseThrow());
      await().ignoreExceptions().until(() -> send(sink.port(), 1));
      await().until(() -> sink.count() == 1);
      assertThatIllegalStateException().isThrownBy(() -> sink.window(TWO));

      sink.forget();
      assertThat(send(sink.port(), 2)).isTrue();
      await().until(() -> sink.count() == 2);
      assertThat(sink.window(TWO)).isPositive();
    }

    await().until(() -> !sink.process().isAlive());
  }

  private static boolean send(int port, int count) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      answers.readLine();
      for (int i = 0; i < count; i++) {
        for (String command : List.of("MAIL FROM:<a@b.c>", "RCPT TO:<d@e.f>", "DATA", "hi\r\n.")) {
          out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
          answers.readLine();
        }
      }
      return true;
    }
  }
}
