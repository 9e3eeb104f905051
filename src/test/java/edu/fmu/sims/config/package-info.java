/** Tests of the settings: faults, aliases, and that their documentation is true. */
@NullMarked
package edu.fmu.sims.config;

import org.jspecify.annotations.NullMarked;
