/** Alerts in PostgreSQL. */
@NullMarked
package io.chasqui.server.status.alert.store;

import org.jspecify.annotations.NullMarked;
