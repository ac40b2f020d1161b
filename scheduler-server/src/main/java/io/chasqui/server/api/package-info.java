/** The kit of all features; it knows none of them. */
@NullMarked
package io.chasqui.server.api;

import org.jspecify.annotations.NullMarked;
