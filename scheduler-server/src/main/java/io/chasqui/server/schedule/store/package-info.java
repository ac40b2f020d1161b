/** Idempotency-Keys in PostgreSQL. */
@NullMarked
package io.chasqui.server.schedule.store;

import org.jspecify.annotations.NullMarked;
