/** What several tests share: real servers to run against. */
@NullMarked
package edu.fmu.sims.testing;

import org.jspecify.annotations.NullMarked;
