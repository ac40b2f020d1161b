/** Suppressions in PostgreSQL. */
@NullMarked
package io.chasqui.server.recipient.suppression.store;

import org.jspecify.annotations.NullMarked;
