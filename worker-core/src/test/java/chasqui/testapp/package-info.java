/** A worker without a peer, for the tests of the core. */
@NullMarked
package chasqui.testapp;

import org.jspecify.annotations.NullMarked;
