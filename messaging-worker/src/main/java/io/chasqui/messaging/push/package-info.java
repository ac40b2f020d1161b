/** Web push by RFC 8030, 8291 and 8292. */
@NullMarked
package io.chasqui.messaging.push;

import org.jspecify.annotations.NullMarked;
