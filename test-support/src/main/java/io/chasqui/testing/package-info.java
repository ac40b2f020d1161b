/** Fixtures that the tests of every module share. */
@NullMarked
package io.chasqui.testing;

import org.jspecify.annotations.NullMarked;
