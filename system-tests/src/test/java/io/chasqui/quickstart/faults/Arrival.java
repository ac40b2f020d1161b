package io.chasqui.quickstart.faults;

import java.time.Instant;

/**
 * A message that a peer has seen whole, whether or not its answer was read.
 *
 * @param messageId that of a mail; empty for what has none
 * @param begunAt when the peer first heard of it
 * @param completeAt when its last byte had come
 */
record Arrival(String recipient, String messageId, Instant begunAt, Instant completeAt) {}
