/** The contact form of a website: its messages are kept, and people of one's own told of them. */
@NullMarked
package io.chasqui.server.contact;

import org.jspecify.annotations.NullMarked;
