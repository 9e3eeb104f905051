/** Tests of the management commands: exit codes and words, with the real database. */
@NullMarked
package edu.fmu.sims.cli;

import org.jspecify.annotations.NullMarked;
