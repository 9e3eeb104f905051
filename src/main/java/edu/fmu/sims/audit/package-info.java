/** The append-only log of who changed what. A write records itself in its own transaction. */
@NullMarked
package edu.fmu.sims.audit;

import org.jspecify.annotations.NullMarked;
