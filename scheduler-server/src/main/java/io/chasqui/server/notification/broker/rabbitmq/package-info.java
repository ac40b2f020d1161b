/** Takes messages from RabbitMQ. */
@NullMarked
package io.chasqui.server.notification.broker.rabbitmq;

import org.jspecify.annotations.NullMarked;
