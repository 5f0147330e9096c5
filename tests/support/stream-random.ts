/**
 * Bytes that differ from desk to desk and are the same at every run: for case numbers, which need be nothing else in a
 * test.
 */
import type { RandomBytes } from "#shared/kernel/clock.ts";
import type { StreamId } from "#shared/replication/rows/entry.ts";

export const streamRandom =
  (stream: StreamId): RandomBytes =>
  (length) =>
    Uint8Array.from({ length }, (_, index) => stream.charCodeAt(index % stream.length));
