/** How requests that make deliveries are taken in: each once, and none when there is no room. */
@NullMarked
package io.chasqui.server.intake;

import org.jspecify.annotations.NullMarked;
