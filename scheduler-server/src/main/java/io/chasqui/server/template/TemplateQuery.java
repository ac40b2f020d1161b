package io.chasqui.server.template;

import io.chasqui.contract.delivery.Channel;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which templates are asked for; null: that does not matter.
 *
 * @param olderThan the last one of the page before, by its row
 * @param limit at most so many
 */
public record TemplateQuery(
    @Nullable String event,
    @Nullable Channel channel,
    @Nullable String locale,
    @Nullable TemplateStatus status,
    @Nullable UUID olderThan,
    int limit) {}
