/**
 * Job contracts. Their names are stored in the database, so they are never renamed. Workers leave
 * the jobs of contracts and methods that they do not know alone; only rows that name nothing in
 * this package are set aside. Arguments are ids.
 */
@NullMarked
package io.chasqui.contract.job;

import org.jspecify.annotations.NullMarked;
