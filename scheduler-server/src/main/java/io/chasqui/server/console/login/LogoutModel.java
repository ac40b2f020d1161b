package io.chasqui.server.console.login;

/** The question whether to log out. */
public record LogoutModel() {}
