/** Who may use which address, and how large a body it takes: said by each feature of its own. */
@NullMarked
package io.chasqui.server.api.access;

import org.jspecify.annotations.NullMarked;
