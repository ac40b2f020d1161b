/** What pages of deliveries keep in the database. */
@NullMarked
package io.chasqui.server.console.delivery.store;

import org.jspecify.annotations.NullMarked;
