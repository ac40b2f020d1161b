/** Hands events to RabbitMQ, or another broker that speaks AMQP 0-9-1. */
@NullMarked
package io.chasqui.server.event.rabbitmq;

import org.jspecify.annotations.NullMarked;
