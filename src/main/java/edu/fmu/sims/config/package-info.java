/** Configuration: one record tree read from the environment, checked as a whole at start. */
@NullMarked
package edu.fmu.sims.config;

import org.jspecify.annotations.NullMarked;
