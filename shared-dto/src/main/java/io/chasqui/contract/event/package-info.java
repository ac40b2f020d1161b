/** What other systems are told: described in docs/events.md. */
@NullMarked
package io.chasqui.contract.event;

import org.jspecify.annotations.NullMarked;
