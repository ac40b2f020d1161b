/** Settings: how they are read, and what is said of those that cannot be used. */
@NullMarked
package io.chasqui.platform.config;

import org.jspecify.annotations.NullMarked;
