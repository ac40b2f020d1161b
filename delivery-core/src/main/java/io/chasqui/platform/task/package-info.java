/** What a process does by itself again and again. */
@NullMarked
package io.chasqui.platform.task;

import org.jspecify.annotations.NullMarked;
