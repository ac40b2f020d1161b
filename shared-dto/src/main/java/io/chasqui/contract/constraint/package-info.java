/**
 * What requests must keep, as Jakarta Validation's annotations and two of our own say it. Lengths
 * of texts are counted in characters, Unicode code points, where other validators may count UTF-16
 * units and so refuse more; never less.
 */
@NullMarked
package io.chasqui.contract.constraint;

import org.jspecify.annotations.NullMarked;
