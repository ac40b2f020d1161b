package io.chasqui.quickstart;

import io.chasqui.quickstart.prepared.Preparation;
import io.chasqui.quickstart.prepared.Prepared;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The build of this repository, made ready for fast starts. */
public final class PreparedBuild {

  private PreparedBuild() {}

  /**
   * Makes it so, in place of what was made before.
   *
   * @param more arguments of the start that is recorded
   * @throws IOException saying what could not be done; starts are slower, then, and nothing else
   */
  static void prepare(List<String> more) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(more);
    arguments.add(QuickstartArguments.RECORD);
    arguments.add("--verbose");
    arguments.add("--jars-dir=" + AppJars.defaultFolder());
    for (ServicePort port : ServicePort.values()) {
      arguments.add("--" + port.key() + "=0");
    }
    new Preparation(AppJars.defaultFolder(), AppJars.in(AppJars.defaultFolder()).all(), program())
        .run(arguments);
  }

  /**
   * The same, unless it is done for these jars and this Java; who comes while another is at it
   * waits. For tests, which start the applications often.
   */
  public static Prepared prepareOnce() throws IOException, InterruptedException {
    Prepared prepared = Prepared.of(AppJars.defaultFolder());
    Path lockFile = Files.createDirectories(program().getParent()).resolve("prepared.lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!prepared.isOf(AppJars.in(AppJars.defaultFolder()).all())) {
        prepare(List.of());
      }
    }
    return prepared;
  }

  /** Beside this one there is one without its libraries, for the class path of tests. */
  private static Path program() {
    Path own = AppJars.ownLocation();
    Path built = AppJars.defaultFolder().resolve("quickstart").resolve("target");
    return own.startsWith(built) ? built.resolve("quickstart.jar") : own;
  }
}
