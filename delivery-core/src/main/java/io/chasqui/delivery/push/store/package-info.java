/** Push subscriptions in PostgreSQL. */
@NullMarked
package io.chasqui.delivery.push.store;

import org.jspecify.annotations.NullMarked;
