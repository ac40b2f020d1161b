package io.chasqui.server.console.recipient;

import io.chasqui.server.console.Typed;

/**
 * The form that changes a recipient.
 *
 * @param typed what is in it
 */
public record EditModel(MaskedRecipient recipient, Typed typed) {}
