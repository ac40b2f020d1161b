package io.chasqui.jobs;

import io.chasqui.platform.TextCut;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names a worker process on the dashboard and in the attempts it makes: {@code
 * email-worker@host:4711}, or {@code messaging+sms-worker@host:4711} when it runs several queues.
 *
 * @param value at most 128 characters, as wide as JobRunr's column is
 */
public record WorkerName(String value) {

  /** JobRunr's column is so many characters wide. */
  private static final int MAX = 128;

  private static final String SUFFIX = "-worker";

  /** The name of this process, which runs these queues. */
  public static WorkerName ofThisProcess(Set<Queue> queues) {
    return of(queues, hostName(), ProcessHandle.current().pid());
  }

  /** Of a long host name the beginning: the number tells processes of one host apart. */
  static WorkerName of(Set<Queue> queues, String hostName, long process) {
    String before = kind(queues) + "@";
    String after = ":" + process;
    int room = MAX - before.length() - after.length();
    return new WorkerName(before + TextCut.to(hostName, room) + after);
  }

  /** Whether a worker runs this queue whose name has this before the {@code @}. */
  static boolean runs(String kind, Queue queue) {
    return kind.endsWith(SUFFIX)
        && Arrays.asList(kind.substring(0, kind.length() - SUFFIX.length()).split("\\+"))
            .contains(queue.word());
  }

  private static String kind(Set<Queue> queues) {
    return queues.stream().sorted().map(Queue::word).collect(Collectors.joining("+")) + SUFFIX;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown-host";
    }
  }
}
