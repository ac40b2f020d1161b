/** An SMTP server that takes every message, notes when, and keeps the bytes. */
@NullMarked
package io.chasqui.benchmarks.sink;

import org.jspecify.annotations.NullMarked;
