package io.chasqui.server.problem;

import org.springframework.security.core.AuthenticationException;

/** A program asked for what is for people who have logged in, with a browser. */
public final class PageForPeople extends AuthenticationException {

  private static final long serialVersionUID = 1L;

  private final String login;

  /**
   * @param login the address at which people log in
   */
  public PageForPeople(String login) {
    super("a page for people");
    this.login = login;
  }

  String login() {
    return login;
  }
}
