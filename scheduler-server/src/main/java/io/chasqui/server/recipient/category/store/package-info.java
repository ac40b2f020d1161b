/** Categories in PostgreSQL. */
@NullMarked
package io.chasqui.server.recipient.category.store;

import org.jspecify.annotations.NullMarked;
