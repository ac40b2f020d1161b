/** What is removed when it need not be kept any more. */
@NullMarked
package io.chasqui.server.retention;

import org.jspecify.annotations.NullMarked;
