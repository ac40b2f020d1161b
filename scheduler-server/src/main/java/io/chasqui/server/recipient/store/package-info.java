/** The directory in PostgreSQL. */
@NullMarked
package io.chasqui.server.recipient.store;

import org.jspecify.annotations.NullMarked;
