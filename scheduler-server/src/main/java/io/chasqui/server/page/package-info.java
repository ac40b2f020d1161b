/** Lists that are told page by page. */
@NullMarked
package io.chasqui.server.page;

import org.jspecify.annotations.NullMarked;
