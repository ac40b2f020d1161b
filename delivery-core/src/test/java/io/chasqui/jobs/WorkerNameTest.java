package io.chasqui.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkerNameTest {

  @Test
  void tellsTheProcessesOfAHostApartHoweverLongItsName() {
    String host = "h".repeat(200);

    WorkerName one = WorkerName.of(Queue.EMAIL, host, 4711);
    WorkerName other = WorkerName.of(Queue.EMAIL, host, 4712);

    assertThat(one.value()).hasSize(128).startsWith("email-worker@hhh").endsWith("h:4711");
    assertThat(other).isNotEqualTo(one);
  }

  @Test
  void isWholeWhereItFits() {
    assertThat(WorkerName.of(Queue.MESSAGING, "host", 1).value())
        .isEqualTo("messaging-worker@host:1");
  }
}
