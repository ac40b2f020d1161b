/** What everybody may know of the server's state. */
@NullMarked
package io.chasqui.server.health;

import org.jspecify.annotations.NullMarked;
