/** What is made once, after a build, so that every start is fast: docs/quickstart.md. */
@NullMarked
package io.chasqui.quickstart.prepared;

import org.jspecify.annotations.NullMarked;
