/** One attempt at a delivery, from its claim to what follows from its outcome. */
@NullMarked
package io.chasqui.worker.attempt;

import org.jspecify.annotations.NullMarked;
