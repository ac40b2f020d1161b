/** Runs what the server does by itself. */
@NullMarked
package io.chasqui.server.task;

import org.jspecify.annotations.NullMarked;
