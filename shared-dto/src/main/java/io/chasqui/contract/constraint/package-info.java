/** What requests must keep. */
@NullMarked
package io.chasqui.contract.constraint;

import org.jspecify.annotations.NullMarked;
