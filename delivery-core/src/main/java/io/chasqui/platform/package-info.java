/** Clock, masking, MDC keys and start-up checks; knows nothing of the other packages. */
@NullMarked
package io.chasqui.platform;

import org.jspecify.annotations.NullMarked;
