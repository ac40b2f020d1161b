/** Report storage in a directory. */
@NullMarked
package io.chasqui.report.directory;

import org.jspecify.annotations.NullMarked;
