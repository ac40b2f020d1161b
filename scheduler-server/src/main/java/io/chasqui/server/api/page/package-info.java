/** Lists that are told page by page. */
@NullMarked
package io.chasqui.server.api.page;

import org.jspecify.annotations.NullMarked;
