package dev.holdfast.domain.operations;

import java.time.Instant;

/**
 * A server's wish to do a job.
 *
 * @param job its name
 * @param slot the time at which it was to be done
 * @param node who wants to do it; every server has a name of its own
 * @param now when
 * @param until when others may believe that the server is gone, if it has not ended the job by then
 * @param failedBefore what failed before this moment is tried again
 */
public record JobTurn(String job, Instant slot, String node, Instant now, Instant until, Instant failedBefore) {}
