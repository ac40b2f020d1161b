/** Deliveries: their ledger, their attempts and what follows from an outcome. */
@NullMarked
package io.chasqui.delivery;

import org.jspecify.annotations.NullMarked;
