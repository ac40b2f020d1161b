/** Templates in PostgreSQL. */
@NullMarked
package io.chasqui.server.template.store;

import org.jspecify.annotations.NullMarked;
