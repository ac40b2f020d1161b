package io.chasqui.server.command;

import io.chasqui.platform.IsoInstant;
import io.chasqui.server.api.access.Scope;
import io.chasqui.server.key.ApiKey;
import io.chasqui.server.key.ApiKeys;
import io.chasqui.server.key.NewKey;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "Makes, lists and revokes keys of the API.",
    synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {

  private final ServerContext server;

  @Spec private CommandSpec spec = CommandSpec.create();

  KeysCommand(ServerContext server) {
    this.server = server;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Makes a key and prints it, this one time.")
  int create(
      @Option(
              names = "--scope",
              required = true,
              split = ",",
              description =
                  "schedule, read, manage, recipients, templates, approve, topics, publish, consume"
                      + " or admin; may be given several times")
          List<String> scopes,
      @Option(names = "--name", description = "Whose key it is; at most two live keys of a name")
          @Nullable String name,
      @Option(names = "--expires-at", description = "ISO-8601 with offset; default: never")
          @Nullable String expiresAt) {
    Set<Scope> asked = scopes(scopes);
    Instant expiry = expiresAt == null ? null : expiry(expiresAt);
    if (name != null && !ApiKeys.NAME.matcher(name).matches()) {
      throw wrong("--name must be 1-64 characters of A-Z a-z 0-9 . _ -");
    }
    NewKey made = server.ask(ApiKeys.class, keys -> keys.create(name, asked, expiry));
    line().getErr().printf("Key %s of %s:%n", made.key().id(), made.key().name());
    out().println(made.text());
    return CommandLine.ExitCode.OK;
  }

  @Command(mixinStandardHelpOptions = true, description = "Lists all keys, newest first.")
  int list() {
    List<ApiKey> all = server.ask(ApiKeys.class, ApiKeys::list);
    all.forEach(key -> out().println(row(key)));
    return CommandLine.ExitCode.OK;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Revokes a key; servers know it a fifth of a second later at the latest.")
  int revoke(
      @Parameters(paramLabel = "ID", description = "The part between the underscores") String id) {
    if (server.ask(ApiKeys.class, keys -> keys.revoke(id))) {
      return CommandLine.ExitCode.OK;
    }
    line().getErr().println("There is no key with this id; keys list shows them.");
    return CommandLine.ExitCode.SOFTWARE;
  }

  private Set<Scope> scopes(List<String> words) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : words) {
      scopes.add(
          Scope.ofWord(word).orElseThrow(() -> wrong("--scope must be of " + Scope.words())));
    }
    return scopes;
  }

  private Instant expiry(String text) {
    return IsoInstant.parse(text)
        .orElseThrow(
            () ->
                wrong(
                    "--expires-at must be a time with offset as RFC 3339 writes it, of the years"
                        + " 0001 to 9999 and without leap seconds, e.g. 2027-12-31T00:00:00Z"));
  }

  private static String row(ApiKey key) {
    String scopes = key.scopes().stream().map(Scope::word).collect(Collectors.joining(","));
    return "%s  %s  %s  made %s  expires %s  last used %s  %s"
        .formatted(
            key.id(),
            key.name(),
            scopes,
            key.createdAt(),
            key.expiresAt() == null ? "never" : key.expiresAt(),
            key.lastUsedAt() == null ? "never" : key.lastUsedAt(),
            key.revokedAt() == null ? "live" : "revoked " + key.revokedAt());
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(line(), problem);
  }

  private PrintWriter out() {
    return line().getOut();
  }

  private CommandLine line() {
    return spec.commandLine();
  }
}
