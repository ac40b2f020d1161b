/** The directory: who is written to, what they want, and how they are forgotten. */
@NullMarked
package io.chasqui.server.console.recipient;

import org.jspecify.annotations.NullMarked;
