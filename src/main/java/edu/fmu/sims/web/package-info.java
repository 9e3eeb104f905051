/**
 * HTTP habits shared by every endpoint: errors, bodies, paging parameters, conditional requests.
 */
@NullMarked
package edu.fmu.sims.web;

import org.jspecify.annotations.NullMarked;
