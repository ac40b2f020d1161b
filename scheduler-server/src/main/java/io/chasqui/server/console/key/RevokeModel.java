package io.chasqui.server.console.key;

import io.chasqui.server.key.ApiKey;

/**
 * A key that may be revoked.
 *
 * @param path of this page
 * @param fault what is wrong with what was typed, as the person reads it; empty: nothing
 */
public record RevokeModel(ApiKey key, KeyStanding standing, String path, String fault) {}
