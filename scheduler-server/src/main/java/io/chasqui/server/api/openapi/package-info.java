/** The OpenAPI document. */
@NullMarked
package io.chasqui.server.api.openapi;

import org.jspecify.annotations.NullMarked;
