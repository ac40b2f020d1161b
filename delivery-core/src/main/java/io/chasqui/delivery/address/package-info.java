/**
 * E-mail addresses, domains and phone numbers as people write them, and as they go on the wire. The
 * server checks by what workers send by.
 */
@NullMarked
package io.chasqui.delivery.address;

import org.jspecify.annotations.NullMarked;
