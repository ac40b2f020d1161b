/** Job queues on JobRunr: the only package of this module that knows JobRunr. */
@NullMarked
package io.chasqui.jobs;

import org.jspecify.annotations.NullMarked;
