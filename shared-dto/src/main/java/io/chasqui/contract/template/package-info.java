/** Event types, and the templates of what is said when an event happens. */
@NullMarked
package io.chasqui.contract.template;

import org.jspecify.annotations.NullMarked;
