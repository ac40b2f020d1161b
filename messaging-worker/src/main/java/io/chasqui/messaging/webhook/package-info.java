/** Webhooks: signed requests to the endpoints that recipients of the directory have registered. */
@NullMarked
package io.chasqui.messaging.webhook;

import org.jspecify.annotations.NullMarked;
