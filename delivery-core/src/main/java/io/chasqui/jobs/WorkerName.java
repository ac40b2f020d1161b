package io.chasqui.jobs;

import io.chasqui.platform.TextCut;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Names a worker process on the dashboard and in the attempts it makes. */
record WorkerName(String value) {

  /** JobRunr's column is so many characters wide. */
  private static final int MAX = 128;

  static WorkerName ofThisProcess(Queue queue) {
    return of(queue, hostName(), ProcessHandle.current().pid());
  }

  /** Of a long host name the beginning: the number tells processes of one host apart. */
  static WorkerName of(Queue queue, String hostName, long process) {
    String before = kind(queue) + "@";
    String after = ":" + process;
    int room = MAX - before.length() - after.length();
    return new WorkerName(before + TextCut.to(hostName, room) + after);
  }

  /** What the names of a queue's workers have before the {@code @}. */
  static String kind(Queue queue) {
    return queue.word() + "-worker";
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown-host";
    }
  }
}
