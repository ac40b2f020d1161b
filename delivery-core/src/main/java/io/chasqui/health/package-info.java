/** How queues and channels are, as far as the database knows. */
@NullMarked
package io.chasqui.health;

import org.jspecify.annotations.NullMarked;
