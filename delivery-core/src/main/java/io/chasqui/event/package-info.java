/** Events for other systems: written with the change that they tell of, handed over afterwards. */
@NullMarked
package io.chasqui.event;

import org.jspecify.annotations.NullMarked;
