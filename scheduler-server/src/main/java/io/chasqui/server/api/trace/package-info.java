/** The traces that requests to the API belong to. */
@NullMarked
package io.chasqui.server.api.trace;

import org.jspecify.annotations.NullMarked;
