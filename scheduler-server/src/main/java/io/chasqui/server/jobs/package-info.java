/** JobRunr in the server: its tables and its dashboard. */
@NullMarked
package io.chasqui.server.jobs;

import org.jspecify.annotations.NullMarked;
