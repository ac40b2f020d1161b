/** Preferences in PostgreSQL. */
@NullMarked
package io.chasqui.server.recipient.preference.store;

import org.jspecify.annotations.NullMarked;
