package io.chasqui.jobs;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Names a worker process on the dashboard and in the attempts it makes. */
record WorkerName(String value) {

  /** JobRunr's column is 128 characters wide. */
  private static final int MAX = 128;

  static WorkerName ofThisProcess(Queue queue) {
    String name = kind(queue) + "@" + hostName() + ":" + ProcessHandle.current().pid();
    return new WorkerName(name.length() <= MAX ? name : name.substring(0, MAX));
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
