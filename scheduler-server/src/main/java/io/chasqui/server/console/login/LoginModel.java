package io.chasqui.server.console.login;

import java.util.List;

/**
 * The login page.
 *
 * @param byPassword whether anybody can log in with one
 * @param providers that people can log in at
 * @param hasFailed whether it is shown again because a login failed
 * @param isBye whether somebody has just logged out
 */
public record LoginModel(
    boolean byPassword, List<Provider> providers, boolean hasFailed, boolean isBye) {

  public LoginModel {
    providers = List.copyOf(providers);
  }

  /**
   * Where people can log in.
   *
   * @param path that leads there
   * @param name as the configuration has it
   */
  public record Provider(String path, String name) {}
}
