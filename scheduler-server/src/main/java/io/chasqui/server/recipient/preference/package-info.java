/**
 * What recipients want: by which channels, about what, and when not. Kept beside the directory and
 * under its versions.
 */
@NullMarked
package io.chasqui.server.recipient.preference;

import org.jspecify.annotations.NullMarked;
