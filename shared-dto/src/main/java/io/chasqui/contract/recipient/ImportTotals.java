package io.chasqui.contract.recipient;

/**
 * What came of an import, its last line.
 *
 * @param inserted rows that made a recipient
 * @param updated rows that changed one
 * @param unchanged rows that said what was so already
 * @param failed rows that were not taken
 */
public record ImportTotals(long inserted, long updated, long unchanged, long failed) {}
