/**
 * JobRunr's dashboard at {@code /dashboard} of the server's own port: its pages, its API and its
 * streams, without its web server.
 */
@NullMarked
package io.chasqui.server.jobs.dashboard;

import org.jspecify.annotations.NullMarked;
