/** How much callers may do in a time; the same for all servers. */
@NullMarked
package io.chasqui.server.api.limit;

import org.jspecify.annotations.NullMarked;
