package io.chasqui.quickstart.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a Java process is started with.
 *
 * @param name stands before each line it writes
 * @param program what Java runs: {@code -jar} and a jar, or {@code -cp}, a class path and a class
 * @param port where it answers on 127.0.0.1
 * @param properties given as {@code --key=value}, where every user of the machine can see them
 * @param environment for what others must not see
 * @param workDir so that no configuration file of the caller's folder is picked up by chance
 */
public record ChildSpec(
    String name,
    List<String> program,
    int port,
    List<String> jvmOptions,
    Map<String, String> properties,
    Map<String, String> environment,
    Path workDir)
    implements ChildCommand {

  /**
   * Settings of the caller's shell for some other Spring application, or for a real Chasqui: they
   * would change what the quickstart starts, or point it at real recipients.
   */
  private static final List<String> FOREIGN_SETTINGS =
      List.of("SPRING_", "CHASQUI_", "SERVER_", "MANAGEMENT_", "JOBRUNR_", "LOGGING_");

  /** A process that has run out of memory may do anything but work; its end is seen. */
  private static final String NO_LIFE_WITHOUT_MEMORY = "-XX:+ExitOnOutOfMemoryError";

  public ChildSpec {
    program = List.copyOf(program);
    jvmOptions = List.copyOf(jvmOptions);
    properties = Map.copyOf(properties);
    environment = Map.copyOf(environment);
  }

  /** Starts it, with the Java that runs this. */
  @Override
  public ProcessBuilder builder() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.add(NO_LIFE_WITHOUT_MEMORY);
    command.addAll(jvmOptions);
    command.addAll(program);
    properties.forEach((key, value) -> command.add("--" + key + "=" + value));
    ProcessBuilder builder = new ProcessBuilder(command).directory(workDir.toFile());
    builder.environment().keySet().removeIf(ChildSpec::isForeignSetting);
    builder.environment().putAll(environment);
    return builder;
  }

  private static boolean isForeignSetting(String name) {
    return FOREIGN_SETTINGS.stream().anyMatch(name::startsWith);
  }
}
