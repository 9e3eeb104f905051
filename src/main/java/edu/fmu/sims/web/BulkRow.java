package edu.fmu.sims.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a bulk call as it was read.
 *
 * @param index its place in the body, from 0
 * @param raw as the client wrote it
 * @param value null when it cannot be read
 * @param messages what is wrong with its form
 */
public record BulkRow<R extends Record>(
    int index, ObjectNode raw, @Nullable R value, List<String> messages) {}
