package io.chasqui.contract.alert;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert. Nothing in it is private.
 *
 * @param id the same when it is raised and when it is resolved
 * @param kind what an alert is about, e.g. {@code CHANNEL_FAULT}; features add kinds
 * @param subject what it is about: a channel's key, e.g. {@code smtp:HOST:PORT}, or a queue
 * @param detail codes and numbers of the last look at it
 * @param raisedAt when it was first found, by the database's clock
 * @param resolvedAt null: it is open
 */
public record AlertView(
    UUID id,
    String kind,
    String subject,
    String detail,
    Instant raisedAt,
    @Nullable Instant resolvedAt) {}
