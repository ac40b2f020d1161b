package io.chasqui.server.key;

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
 * @param file where it is written, readable by its owner alone, unless there is a live key in it;
 *     without it none is made. Its folder must be there
 * @param scopes what it may be used for, at least one
 */
@Validated
@ConfigurationProperties("chasqui.api.first-key")
record FirstKeySettings(
    @Nullable Path file, @DefaultValue({"schedule", "read"}) @NotEmpty Set<Scope> scopes) {}
