/** Who must not be written to, as servers and workers learn of it. */
@NullMarked
package io.chasqui.delivery.suppression;

import org.jspecify.annotations.NullMarked;
