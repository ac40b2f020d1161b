/** Hands events to Apache Kafka. */
@NullMarked
package io.chasqui.event.kafka;

import org.jspecify.annotations.NullMarked;
