package io.chasqui.server.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.beans.factory.BeanCreationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Commands in place of the server: {@code java -jar scheduler-server.jar keys create --scope
 * schedule}. Settings are given as the server gets them; what a command makes is written to
 * standard output, everything else to standard error.
 */
@Command(
    name = "scheduler-server",
    description = "Without a command: the server.",
    subcommands = {KeysCommand.class, PushKeysCommand.class, UsersCommand.class})
public final class Commands {

  private static final String HELP = "--help";

  /** {@code --spring.datasource.url=…}; our own options have no dots. */
  private static final Predicate<String> SETTING =
      Pattern.compile("--[a-z0-9-]+(\\.[A-Za-z0-9_\\[\\]-]+)+=.*", Pattern.DOTALL)
          .asMatchPredicate();

  private Commands() {}

  /** Whether these arguments are a command, or would be one if they were not misspelt. */
  public static boolean areOne(String... arguments) {
    return arguments.length > 0 && (!arguments[0].startsWith("--") || arguments[0].equals(HELP));
  }

  /**
   * Runs it.
   *
   * @return 0 when it was done, 1 when it could not be, 2 when it was not understood
   */
  public static int run(String... arguments) {
    List<String> settings = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (String argument : arguments) {
      (SETTING.test(argument) ? settings : words).add(argument);
    }
    ServerContext server = new ServerContext(settings);
    return new CommandLine(new Commands(), new Factory(server))
        .addSubcommand(new CommandLine.HelpCommand())
        .setExecutionExceptionHandler(Commands::tell)
        .execute(words.toArray(String[]::new));
  }

  private static int tell(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    // Why a context did not start has been told, with what to do.
    if (!(e instanceof BeanCreationException)) {
      command.getErr().println(e.getMessage());
    }
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  private record Factory(ServerContext server) implements CommandLine.IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (type == KeysCommand.class) {
        return type.cast(new KeysCommand(server));
      }
      if (type == UsersCommand.class) {
        return type.cast(new UsersCommand(server));
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
