/** Which channel an event is told by, and when. Nothing here stores anything. */
@NullMarked
package io.chasqui.server.notification.decision;

import org.jspecify.annotations.NullMarked;
