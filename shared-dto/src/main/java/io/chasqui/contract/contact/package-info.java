/** Messages of a website's contact form. */
@NullMarked
package io.chasqui.contract.contact;

import org.jspecify.annotations.NullMarked;
