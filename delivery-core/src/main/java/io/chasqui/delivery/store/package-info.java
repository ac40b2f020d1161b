/** The delivery ledger in PostgreSQL. */
@NullMarked
package io.chasqui.delivery.store;

import org.jspecify.annotations.NullMarked;
