package io.chasqui.server.command;

import io.chasqui.server.security.person.ChosenPassword;
import io.chasqui.server.security.person.FirstPasswords;
import io.chasqui.server.security.person.PasswordFault;
import io.chasqui.server.security.person.Passwords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "users",
    mixinStandardHelpOptions = true,
    description = "Passwords of the people who log in.",
    synopsisSubcommandLabel = "COMMAND")
final class UsersCommand {

  private final ServerContext server;

  @Spec private CommandSpec spec = CommandSpec.create();

  UsersCommand(ServerContext server) {
    this.server = server;
  }

  @Command(
      name = "hash-password",
      mixinStandardHelpOptions = true,
      description = "Reads a password, one line, from standard input; prints its bcrypt hash.")
  int hashPassword() throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String password = Objects.requireNonNullElse(input.readLine(), "");
    Optional<String> problem =
        ChosenPassword.problemOf(password, password).map(PasswordFault::text);
    if (problem.isPresent()) {
      throw new ParameterException(line(), "The password: " + problem.get());
    }
    line().getOut().println(Passwords.hash(password));
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "reset-password",
      mixinStandardHelpOptions = true,
      description = "Makes a one-time password for admin, as the first start does, and prints it.")
  int resetPassword() {
    line().getOut().println(server.ask(FirstPasswords.class, FirstPasswords::reset));
    return CommandLine.ExitCode.OK;
  }

  private CommandLine line() {
    return spec.commandLine();
  }
}
