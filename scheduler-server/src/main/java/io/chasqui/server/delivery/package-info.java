/** What became of deliveries, and what people decide about them. */
@NullMarked
package io.chasqui.server.delivery;

import org.jspecify.annotations.NullMarked;
