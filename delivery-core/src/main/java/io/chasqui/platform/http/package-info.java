/**
 * One HTTP client for addresses that clients or settings name; it stays out of private networks.
 */
@NullMarked
package io.chasqui.platform.http;

import org.jspecify.annotations.NullMarked;
