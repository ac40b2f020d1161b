package io.chasqui.server.recipient.transfer;

import io.chasqui.server.recipient.MergeKey;
import org.jspecify.annotations.Nullable;

/**
 * How an import is done.
 *
 * @param mergeBy by which column rows are matched; null: the first of them that the file has
 * @param dryRun whether all is judged and nothing stored
 * @param force whether addresses are taken whose owners were erased
 */
public record ImportOptions(
    @Nullable MergeKey mergeBy, ImportMode mode, boolean dryRun, boolean force) {}
