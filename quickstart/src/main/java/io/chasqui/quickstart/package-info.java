/** One command for a laptop: everything Chasqui needs, then the three real processes. */
@NullMarked
package io.chasqui.quickstart;

import org.jspecify.annotations.NullMarked;
