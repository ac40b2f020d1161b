/** The server's own person in PostgreSQL. */
@NullMarked
package io.chasqui.server.security.person.store;

import org.jspecify.annotations.NullMarked;
