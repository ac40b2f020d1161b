/** Report storage in a bucket of Amazon S3, or of another store that speaks its protocol. */
@NullMarked
package io.chasqui.report.s3;

import org.jspecify.annotations.NullMarked;
