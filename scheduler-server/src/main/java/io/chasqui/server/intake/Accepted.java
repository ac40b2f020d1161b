package io.chasqui.server.intake;

/**
 * What became of a request.
 *
 * @param understood the request as it was understood when it came first
 * @param result what it made, when it came first
 */
public record Accepted<T>(T understood, Result result) {}
