/** Types of events in PostgreSQL. */
@NullMarked
package io.chasqui.server.template.event.store;

import org.jspecify.annotations.NullMarked;
