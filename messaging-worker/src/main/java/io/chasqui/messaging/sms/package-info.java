/** Sends deliveries as SMS: one request to one gateway each, which is made exactly once. */
@NullMarked
package io.chasqui.messaging.sms;

import org.jspecify.annotations.NullMarked;
