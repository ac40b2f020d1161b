/** Operations that are there in two languages: the address chooses that of the answer. */
@NullMarked
package io.chasqui.server.api.language;

import org.jspecify.annotations.NullMarked;
