/** Bulk acts in PostgreSQL. */
@NullMarked
package io.chasqui.server.delivery.bulk.store;

import org.jspecify.annotations.NullMarked;
