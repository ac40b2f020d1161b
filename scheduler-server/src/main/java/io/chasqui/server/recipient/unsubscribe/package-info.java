/** How whoever gets a message says, by a link in it, that they want no more of its category. */
@NullMarked
package io.chasqui.server.recipient.unsubscribe;

import org.jspecify.annotations.NullMarked;
