/** The messages that are sent, and whether those that arrived are the same. */
@NullMarked
package io.chasqui.benchmarks.mail;

import org.jspecify.annotations.NullMarked;
