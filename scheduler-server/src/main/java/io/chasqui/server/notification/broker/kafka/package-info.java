/** Takes messages from Apache Kafka. */
@NullMarked
package io.chasqui.server.notification.broker.kafka;

import org.jspecify.annotations.NullMarked;
