/** What benchmarks share. */
@NullMarked
package edu.fmu.sims.bench;

import org.jspecify.annotations.NullMarked;
