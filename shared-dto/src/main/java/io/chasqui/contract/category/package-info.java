/** Categories: of what a message is, and what holds for all of its kind. */
@NullMarked
package io.chasqui.contract.category;

import org.jspecify.annotations.NullMarked;
