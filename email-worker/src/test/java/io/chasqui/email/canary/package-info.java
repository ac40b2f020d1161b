/** Classes that break the rules of {@code EmailArchitectureTest} on purpose. */
@NullMarked
package io.chasqui.email.canary;

import org.jspecify.annotations.NullMarked;
