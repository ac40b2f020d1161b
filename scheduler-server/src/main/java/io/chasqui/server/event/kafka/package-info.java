/** Hands events to Apache Kafka. */
@NullMarked
package io.chasqui.server.event.kafka;

import org.jspecify.annotations.NullMarked;
