/** Alerts in PostgreSQL. */
@NullMarked
package io.chasqui.server.alert.store;

import org.jspecify.annotations.NullMarked;
