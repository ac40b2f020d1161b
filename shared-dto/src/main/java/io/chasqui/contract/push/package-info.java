/** Web push. */
@NullMarked
package io.chasqui.contract.push;

import org.jspecify.annotations.NullMarked;
