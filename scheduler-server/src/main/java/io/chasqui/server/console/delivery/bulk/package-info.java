/** Pages of acts on many deliveries: what one comes to, how far it is, and what became of it. */
@NullMarked
package io.chasqui.server.console.delivery.bulk;

import org.jspecify.annotations.NullMarked;
