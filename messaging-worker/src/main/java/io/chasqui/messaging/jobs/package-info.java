/** The bean behind the job contract: the only package of this module that may know JobRunr. */
@NullMarked
package io.chasqui.messaging.jobs;

import org.jspecify.annotations.NullMarked;
