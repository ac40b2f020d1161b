package io.chasqui.contract.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who acted.
 *
 * @param kind by what they were known
 * @param name of the key, the login of the person, or the account of the operating system that a
 *     command ran as; null: nobody knows
 * @param keyId of the key: two of one name are told apart by it; null: it was none
 * @param address from where the request came; null: it was none
 */
public record ActorView(
    ActorKind kind, @Nullable String name, @Nullable String keyId, @Nullable String address) {}
