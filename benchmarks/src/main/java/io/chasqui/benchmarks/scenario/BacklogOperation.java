package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.product.Chasqui;
import java.util.function.ToDoubleFunction;

/**
 * Something that is done to both systems.
 *
 * @param cost in milliseconds of each; less is better
 * @param isList whether it reads a page
 */
record BacklogOperation(String name, ToDoubleFunction<Chasqui> cost, boolean isList) {}
