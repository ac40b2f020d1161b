/** Notifications in PostgreSQL. */
@NullMarked
package io.chasqui.server.notification.store;

import org.jspecify.annotations.NullMarked;
