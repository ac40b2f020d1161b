/** The jobs of the e-mail queue: the only package of this module that may know JobRunr. */
@NullMarked
package io.chasqui.email.jobs;

import org.jspecify.annotations.NullMarked;
