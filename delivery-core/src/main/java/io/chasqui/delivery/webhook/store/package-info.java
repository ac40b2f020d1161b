/** Endpoints in PostgreSQL. */
@NullMarked
package io.chasqui.delivery.webhook.store;

import org.jspecify.annotations.NullMarked;
