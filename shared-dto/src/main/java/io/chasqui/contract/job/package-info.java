/** Job contracts: their names are stored in the database, so they are never renamed. */
@NullMarked
package io.chasqui.contract.job;

import org.jspecify.annotations.NullMarked;
