/** What alerts add to pages. */
@NullMarked
package io.chasqui.server.console.alert;

import org.jspecify.annotations.NullMarked;
