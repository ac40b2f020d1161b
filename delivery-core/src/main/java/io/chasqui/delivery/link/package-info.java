/** Links in messages that lead back to the server. */
@NullMarked
package io.chasqui.delivery.link;

import org.jspecify.annotations.NullMarked;
