/** How queues and channels are: what is known of workers, and of those whom they send to. */
@NullMarked
package io.chasqui.server.status;

import org.jspecify.annotations.NullMarked;
