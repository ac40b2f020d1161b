package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.product.Chasqui;
import java.util.function.ToDoubleFunction;

/**
 * Something that is done to both systems.
 *
 * @param cost in milliseconds of each; less is better
 */
record BacklogOperation(String name, ToDoubleFunction<Chasqui> cost) {}
