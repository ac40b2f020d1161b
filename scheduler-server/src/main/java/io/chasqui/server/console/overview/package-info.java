/** The first page: what is wrong, and how things stand. */
@NullMarked
package io.chasqui.server.console.overview;

import org.jspecify.annotations.NullMarked;
