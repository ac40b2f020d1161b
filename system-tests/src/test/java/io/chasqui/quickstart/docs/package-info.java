/** Pages of the documentation that are written from what the build knows. */
@NullMarked
package io.chasqui.quickstart.docs;

import org.jspecify.annotations.NullMarked;
