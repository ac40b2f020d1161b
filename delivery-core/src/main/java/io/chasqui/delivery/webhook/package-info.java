/** Endpoints of others that take webhooks: where they are, how their messages are signed. */
@NullMarked
package io.chasqui.delivery.webhook;

import org.jspecify.annotations.NullMarked;
