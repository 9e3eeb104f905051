/** Tests of the demo data against the real schema. */
@NullMarked
package edu.fmu.sims.demo;

import org.jspecify.annotations.NullMarked;
