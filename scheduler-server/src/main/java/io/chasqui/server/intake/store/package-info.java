/** Idempotency-Keys in PostgreSQL. */
@NullMarked
package io.chasqui.server.intake.store;

import org.jspecify.annotations.NullMarked;
