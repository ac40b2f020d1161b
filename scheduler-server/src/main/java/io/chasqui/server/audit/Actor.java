package io.chasqui.server.audit;

import io.chasqui.contract.audit.ActorKind;
import io.chasqui.platform.TextCut;
import org.jspecify.annotations.Nullable;

/**
 * Who acts, and over what.
 *
 * @param kind by what they are known
 * @param name of the key, login of the person, or account that a command runs as; null: of nobody
 * @param keyId of the key; null: it is none
 * @param address from where the request came; null: it is none
 * @param via over what, a word in capitals: {@code API}
 */
public record Actor(
    ActorKind kind,
    @Nullable String name,
    @Nullable String keyId,
    @Nullable String address,
    String via) {

  /** Over the API. */
  public static final String API = "API";

  /** Over JobRunr's dashboard. */
  public static final String DASHBOARD = "DASHBOARD";

  /** Over the console. */
  public static final String CONSOLE = "CONSOLE";

  /** Over the pages of the login. */
  public static final String LOGIN = "LOGIN";

  private static final String COMMAND = "COMMAND";
  private static final String SERVER = "SERVER";

  /** As the table has it. An OpenID provider may give somebody any name. */
  private static final int LONGEST_NAME = 300;

  public Actor {
    name = name == null ? null : TextCut.to(name, LONGEST_NAME);
  }

  /** Somebody who logged in. */
  public static Actor person(String login, @Nullable String address, String via) {
    return new Actor(ActorKind.PERSON, login, null, address, via);
  }

  /** A program with a key. */
  public static Actor key(String name, String id, @Nullable String address, String via) {
    return new Actor(ActorKind.KEY, name, id, address, via);
  }

  /** Somebody who is not known. */
  public static Actor nobody(@Nullable String address, String via) {
    return new Actor(ActorKind.NOBODY, null, null, address, via);
  }

  /** Whoever runs a command of the server's jar, by the account of the operating system. */
  public static Actor command(String account) {
    return new Actor(ActorKind.COMMAND, account, null, null, COMMAND);
  }

  /** The server itself, by its configuration. */
  public static Actor server() {
    return new Actor(ActorKind.SERVER, "server", null, null, SERVER);
  }
}
