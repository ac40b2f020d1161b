package io.chasqui.benchmarks.bed;

/** A process whose usage is wanted, by the name it has in the report. */
public record Metered(String name, ProcessHandle process) {}
