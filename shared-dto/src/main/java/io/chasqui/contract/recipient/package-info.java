/** The directory of people over HTTP: recipients, what they want, imports and exports. */
@NullMarked
package io.chasqui.contract.recipient;

import org.jspecify.annotations.NullMarked;
