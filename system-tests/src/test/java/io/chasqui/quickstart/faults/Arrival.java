package io.chasqui.quickstart.faults;

import java.time.Instant;

/**
 * A message that a peer has seen whole, whether or not its answer was read.
 *
 * @param messageId by which the peer would know it again: that of a mail, the id of a webhook, the
 *     topic of a push message; empty for what has none
 * @param begunAt when the peer first heard of it
 * @param completeAt when its last byte had come
 */
record Arrival(String recipient, String messageId, Instant begunAt, Instant completeAt) {}
