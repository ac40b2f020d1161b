package io.chasqui.server.console.login;

/**
 * The form by which a password is chosen.
 *
 * @param shortest the least number of characters
 * @param fault what was wrong with the one before, as the person reads it; empty: nothing
 */
public record PasswordModel(int shortest, String fault) {}
