/** The contact form of a website: its messages are kept, and people of one's own told of them. */
@MayUse({"api", "intake"})
@NullMarked
package io.chasqui.server.contact;

import io.chasqui.server.api.MayUse;
import org.jspecify.annotations.NullMarked;
