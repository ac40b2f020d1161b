package io.chasqui.delivery;

import io.chasqui.contract.delivery.ContentView;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery says, or said.
 *
 * @param content null: it was erased
 * @param sha256 of it, as {@link MessageContent#sha256}; null: it was erased by a version that kept
 *     no hash
 */
public record SaidContent(@Nullable ContentView content, @Nullable String sha256) {}
