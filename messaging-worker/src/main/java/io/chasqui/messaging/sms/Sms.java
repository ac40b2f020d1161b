package io.chasqui.messaging.sms;

import io.chasqui.delivery.address.PhoneNumber;

/**
 * A message.
 *
 * @param number by which a gateway may know it again: the same in each attempt
 * @param phone whose it is
 * @param text as it goes out; how many parts it takes was seen to when it was scheduled
 */
record Sms(long number, PhoneNumber phone, String text) {}
