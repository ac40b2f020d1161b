/**
 * Whom deliveries are for: e-mail addresses, domains, phone numbers and chats as people write them,
 * as they are stored, and as they go on the wire. The server checks by what workers send by.
 */
@NullMarked
package io.chasqui.delivery.address;

import org.jspecify.annotations.NullMarked;
