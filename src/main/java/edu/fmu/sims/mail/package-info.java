/**
 * Mail to people: the message, the way to the server, and the ledger of what was promised to whom.
 * No mail is sent outside a job.
 */
@NullMarked
package edu.fmu.sims.mail;

import org.jspecify.annotations.NullMarked;
