/** What everybody may know of the server's state. */
@NullMarked
package io.chasqui.server.status.health;

import org.jspecify.annotations.NullMarked;
