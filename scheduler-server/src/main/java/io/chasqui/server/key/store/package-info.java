/** API keys in PostgreSQL. */
@NullMarked
package io.chasqui.server.key.store;

import org.jspecify.annotations.NullMarked;
