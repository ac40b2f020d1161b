package io.chasqui.contract.recipient;

import org.jspecify.annotations.Nullable;

/**
 * What became of a webhook that was sent to try an endpoint.
 *
 * @param delivered whether it was taken
 * @param status of HTTP that the endpoint answered with; null: it gave no answer
 * @param failureCode why there was no answer: {@code SEND_FAILED}, {@code ADDRESS_REFUSED}, {@code
 *     NO_ANSWER}; null: there was one
 * @param answer what the endpoint said, at most 200 characters, masked; null: nothing
 * @param enabled whether anything is sent to it from now on
 */
public record WebhookTestView(
    boolean delivered,
    @Nullable Integer status,
    @Nullable String failureCode,
    @Nullable String answer,
    boolean enabled) {}
