/** The scheduler server: HTTP API and JobRunr's dashboard. */
@NullMarked
package io.chasqui.server;

import org.jspecify.annotations.NullMarked;
