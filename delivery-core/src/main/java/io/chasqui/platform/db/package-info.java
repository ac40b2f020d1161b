/** The database: values of its types, writes that share a commit, questions with a time limit. */
@NullMarked
package io.chasqui.platform.db;

import org.jspecify.annotations.NullMarked;
