/** The vocabulary of rights: who calls, what a role may do, and how an endpoint states it. */
@NullMarked
package edu.fmu.sims.access;

import org.jspecify.annotations.NullMarked;
