/** What the API tells about deliveries. */
@NullMarked
package io.chasqui.contract.delivery;

import org.jspecify.annotations.NullMarked;
