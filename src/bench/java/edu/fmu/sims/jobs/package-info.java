/** Measures the jobs. */
@NullMarked
package edu.fmu.sims.jobs;

import org.jspecify.annotations.NullMarked;
