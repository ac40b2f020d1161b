package io.chasqui.server.schedule;

/**
 * What became of a request.
 *
 * @param understood the request as it was understood when it came first
 * @param result what it made, when it came first
 */
public record Accepted<T>(T understood, Result result) {}
