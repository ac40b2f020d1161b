/** Reports and the storage they are kept in. */
@NullMarked
package io.chasqui.report;

import org.jspecify.annotations.NullMarked;
