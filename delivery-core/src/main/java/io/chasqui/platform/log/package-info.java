/** Logs: their ids, and what is masked in them. */
@NullMarked
package io.chasqui.platform.log;

import org.jspecify.annotations.NullMarked;
