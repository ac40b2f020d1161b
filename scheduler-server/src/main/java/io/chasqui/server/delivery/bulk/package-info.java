/** What people decide about all deliveries that a filter selects. */
@NullMarked
package io.chasqui.server.delivery.bulk;

import org.jspecify.annotations.NullMarked;
