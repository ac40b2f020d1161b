package io.chasqui.server.console;

import java.util.function.BiPredicate;

/**
 * One more filter of the list of deliveries: a bean of the feature that knows what it means. Its
 * values stand in addresses, so they name nobody.
 *
 * @param parameter its name in addresses
 * @param label the key of its name
 * @param narrowing puts its value into the selection; false: the value is none
 */
public record DeliveryFilter(
    String parameter, String label, BiPredicate<DeliverySelection, String> narrowing) {}
