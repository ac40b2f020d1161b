package io.chasqui.benchmarks.scenario;

/**
 * Somebody else whom the product is compared with.
 *
 * @param label in the report, e.g. "(i)"
 * @param aim how many times as many mails a second the product is to send
 */
record Yardstick(String label, Contender contender, double aim) {}
