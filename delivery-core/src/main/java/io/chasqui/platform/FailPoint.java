package io.chasqui.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The places where tests of faults stop a worker, to kill or freeze it there. Without the system
 * property {@value #FOLDER_PROPERTY} they do nothing.
 *
 * <p>With it, a thread that comes by and finds the file {@code <point>.armed} in that folder
 * removes it, makes {@code <point>.reached}, and waits until that is gone. Other threads pass
 * meanwhile.
 */
public enum FailPoint {
  /** The attempt is stored, and waits for its turn with others that were taken together with it. */
  BEFORE_TURN,
  /** Its turn has come; the peer has not heard of it. */
  AFTER_CLAIM,
  /** The peer is connected and has not been given the message. */
  AFTER_CONNECT,
  /** It is stored that the peer may have the message; its last byte has not gone out. */
  AFTER_PERMISSION,
  /** The peer has the whole message and has answered; no outcome is stored. */
  AFTER_ANSWER,
  /** The outcome is stored, and where all went well the job's end too. */
  AFTER_OUTCOME,
  /** Deliveries, attempts and jobs are ended in a transaction that is not committed. */
  IN_SHARED_COMMIT,
  /** A job has run for so long that it is going to be shown as running. */
  BEFORE_LONG_RUN;

  static final String FOLDER_PROPERTY = "chasqui.fail-points";

  private static final long LOOK_MILLIS = 5;
  private static final @Nullable Path FOLDER = folder();

  /** Says that this thread has come here. */
  public void reached() {
    if (FOLDER != null) {
      stopIn(FOLDER);
    }
  }

  private void stopIn(Path folder) {
    String name = name().toLowerCase(Locale.ROOT).replace('_', '-');
    try {
      if (Files.deleteIfExists(folder.resolve(name + ".armed"))) {
        Path reached = Files.createFile(folder.resolve(name + ".reached"));
        while (Files.exists(reached)) {
          Thread.sleep(LOOK_MILLIS);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable Path folder() {
    String folder = System.getProperty(FOLDER_PROPERTY);
    return folder == null ? null : Path.of(folder);
  }
}
