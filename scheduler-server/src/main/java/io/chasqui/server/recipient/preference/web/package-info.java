/** Preferences over HTTP, in English and in Spanish. */
@NullMarked
package io.chasqui.server.recipient.preference.web;

import org.jspecify.annotations.NullMarked;
