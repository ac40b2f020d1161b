/** Tells open pages that something has changed; what it is now they fetch themselves. */
@NullMarked
package io.chasqui.server.console.live;

import org.jspecify.annotations.NullMarked;
