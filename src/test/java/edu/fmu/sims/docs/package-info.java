/** Tests that hold the documentation to its word: what a page tells people to type is run. */
@NullMarked
package edu.fmu.sims.docs;

import org.jspecify.annotations.NullMarked;
