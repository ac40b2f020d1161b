package io.chasqui.contract.schedule;

/**
 * What is wrong with one field of a request.
 *
 * @param field its name; {@code body} for the request as a whole
 * @param message in the caller's language
 */
public record FieldError(String field, String message) {}
