package io.chasqui.server.api.problem;

import org.springframework.security.core.AuthenticationException;

/** A program asked for what is for people who have logged in, with a browser. */
public final class PageForPeople extends AuthenticationException {

  private static final long serialVersionUID = 1L;

  private final String login;
  private final String api;

  /**
   * @param login the address at which people log in
   * @param api how the addresses begin that programs use, with a slash at the end
   */
  public PageForPeople(String login, String api) {
    super("a page for people");
    this.login = login;
    this.api = api;
  }

  String login() {
    return login;
  }

  String api() {
    return api;
  }
}
