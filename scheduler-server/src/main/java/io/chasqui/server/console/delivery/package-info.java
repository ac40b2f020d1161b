/** The list of deliveries, the page of one, and what people decide there. */
@NullMarked
package io.chasqui.server.console.delivery;

import org.jspecify.annotations.NullMarked;
