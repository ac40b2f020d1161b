package io.chasqui.server.template;

import io.chasqui.server.template.event.EventData;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a template is rendered for.
 *
 * @param id the notification's, or that of whatever it is
 * @param event what happened
 * @param at when it did
 * @param recipientId null: nobody's of the directory
 * @param data of the event, without problems
 */
public record Occasion(
    UUID id, String event, Instant at, @Nullable UUID recipientId, EventData data) {}
