/** A real PostgreSQL beside the application, durable, in a folder that is kept. */
@NullMarked
package io.chasqui.quickstart.postgres;

import org.jspecify.annotations.NullMarked;
