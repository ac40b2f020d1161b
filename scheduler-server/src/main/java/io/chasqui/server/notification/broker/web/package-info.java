/** Addresses of messages of brokers that were set aside. */
@NullMarked
package io.chasqui.server.notification.broker.web;

import org.jspecify.annotations.NullMarked;
