/** How requests are taken, by all applications: whose body is read, how much of it, and as what. */
@NullMarked
package io.chasqui.platform.request;

import org.jspecify.annotations.NullMarked;
