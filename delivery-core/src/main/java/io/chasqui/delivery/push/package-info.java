/** Web push: who is reached by it, and how it is set up. */
@NullMarked
package io.chasqui.delivery.push;

import org.jspecify.annotations.NullMarked;
