/** Categories: of what messages are, and what holds for all of a kind. */
@NullMarked
package io.chasqui.server.recipient.category;

import org.jspecify.annotations.NullMarked;
