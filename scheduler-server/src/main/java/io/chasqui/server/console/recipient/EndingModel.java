package io.chasqui.server.console.recipient;

import io.chasqui.server.console.Typed;
import org.jspecify.annotations.Nullable;

/**
 * Asks once more before a recipient is erased, or becomes part of another.
 *
 * @param recipient who is erased, or whom the other becomes part of
 * @param other who becomes part of it; null: none, or it is still to be said
 * @param typed what was typed
 * @param expected what has to be typed
 */
public record EndingModel(
    MaskedRecipient recipient, @Nullable MaskedRecipient other, Typed typed, String expected) {}
