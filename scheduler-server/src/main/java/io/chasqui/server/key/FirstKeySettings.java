package io.chasqui.server.key;

import io.chasqui.server.api.access.Scope;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * A key that the server makes by itself.
 *
 * @param file a file in an existing folder into which the server writes a key that it makes at its
 *     start, for the owner of the file alone; not if a live key is in it. Unset: no key is made
 * @param scopes what that key may be used for, at least one scope
 */
@Validated
@ConfigurationProperties("chasqui.api.first-key")
record FirstKeySettings(
    @Nullable Path file, @DefaultValue({"schedule", "read"}) @NotEmpty Set<Scope> scopes) {}
