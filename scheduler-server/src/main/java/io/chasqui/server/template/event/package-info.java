/** Types of events: by which channels and when they are told, and what their data hold. */
@NullMarked
package io.chasqui.server.template.event;

import org.jspecify.annotations.NullMarked;
