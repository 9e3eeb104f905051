@NullMarked
package edu.fmu.sims;

import org.jspecify.annotations.NullMarked;
