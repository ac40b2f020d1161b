/** What deliveries leave behind, in PostgreSQL. */
@NullMarked
package io.chasqui.server.delivery.store;

import org.jspecify.annotations.NullMarked;
