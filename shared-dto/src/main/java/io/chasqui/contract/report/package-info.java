/** What the API tells about stored reports. */
@NullMarked
package io.chasqui.contract.report;

import org.jspecify.annotations.NullMarked;
