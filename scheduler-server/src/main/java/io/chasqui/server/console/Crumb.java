package io.chasqui.server.console;

/**
 * A page above this one.
 *
 * @param path of it
 * @param label its name, as this person reads it
 */
public record Crumb(String path, String label) {}
