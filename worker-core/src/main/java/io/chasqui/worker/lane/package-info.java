/** Circuit breakers of the providers that a lane chooses among, and the report of how they are. */
@NullMarked
package io.chasqui.worker.lane;

import org.jspecify.annotations.NullMarked;
