/** Memory with a bound. */
@NullMarked
package io.chasqui.quickstart.memory;

import org.jspecify.annotations.NullMarked;
