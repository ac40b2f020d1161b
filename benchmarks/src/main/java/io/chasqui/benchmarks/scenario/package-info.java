/** What is measured, a class for each scenario. */
@NullMarked
package io.chasqui.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
