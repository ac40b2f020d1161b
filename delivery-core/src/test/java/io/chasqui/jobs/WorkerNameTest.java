package io.chasqui.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkerNameTest {

  @Test
  void tellsTheProcessesOfAHostApartHoweverLongItsName() {
    String host = "h".repeat(200);

    WorkerName one = WorkerName.of(Set.of(Queue.EMAIL), host, 4711);
    WorkerName other = WorkerName.of(Set.of(Queue.EMAIL), host, 4712);

    assertThat(one.value()).hasSize(128).startsWith("email-worker@hhh").endsWith("h:4711");
    assertThat(other).isNotEqualTo(one);
  }

  @Test
  void isWholeWhereItFits() {
    assertThat(WorkerName.of(Set.of(Queue.MESSAGING), "host", 1).value())
        .isEqualTo("messaging-worker@host:1");
  }

  @Test
  void saysAllQueuesOfTheProcess() {
    WorkerName name = WorkerName.of(Set.of(Queue.SMS, Queue.MESSAGING), "host", 1);

    assertThat(name.value()).isEqualTo("messaging+sms-worker@host:1");
    assertThat(Queue.values())
        .filteredOn(queue -> WorkerName.runs("messaging+sms-worker", queue))
        .containsExactly(Queue.MESSAGING, Queue.SMS);
    assertThat(Queue.values())
        .filteredOn(queue -> WorkerName.runs("sms-something-else", queue))
        .isEmpty();
  }
}
