/** Contact messages in PostgreSQL. */
@NullMarked
package io.chasqui.server.contact.store;

import org.jspecify.annotations.NullMarked;
