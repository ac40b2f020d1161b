/** Classes that break the rules of {@code EmailArchitectureTest} on purpose. */
@NullMarked
package io.chasqui.email.canary.smtp;

import org.jspecify.annotations.NullMarked;
