/** A stand-in for a push service and the browser behind it. */
@NullMarked
package io.chasqui.quickstart.push;

import org.jspecify.annotations.NullMarked;
