package io.chasqui.contract.recipient;

/**
 * What is the matter with one row of an import.
 *
 * @param field the column; {@code row} for all of it
 * @param code INVALID, WIDTH, NO_KEY, AMBIGUOUS, NOT_FOUND, EXISTS, EXTERNAL_ID_TAKEN, ERASED,
 *     REPEATED, NOT_READ or NOT_STORED
 * @param message in the caller's language
 */
public record ImportError(String field, String code, String message) {}
