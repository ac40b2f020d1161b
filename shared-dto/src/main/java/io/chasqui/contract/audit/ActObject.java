package io.chasqui.contract.audit;

import org.jspecify.annotations.Nullable;

/**
 * What was acted upon.
 *
 * @param kind {@code DELIVERY}, {@code KEY}, {@code PERSON}, {@code JOB}; others may be added
 *     without notice
 * @param id of that delivery or key, the login of that person; null: its kind has none, or nobody
 *     knows
 */
public record ActObject(String kind, @Nullable String id) {}
