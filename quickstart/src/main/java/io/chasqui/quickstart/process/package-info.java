/** Child processes that never outlive the quickstart. */
@NullMarked
package io.chasqui.quickstart.process;

import org.jspecify.annotations.NullMarked;
