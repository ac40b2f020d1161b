/** The audit in PostgreSQL. */
@NullMarked
package io.chasqui.server.audit.store;

import org.jspecify.annotations.NullMarked;
