/** Who must not be written to, and how that is lifted. */
@NullMarked
package io.chasqui.server.console.suppression;

import org.jspecify.annotations.NullMarked;
