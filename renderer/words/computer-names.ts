/** What computers are called, so that two of one name are told apart: the beginning of the number stands behind it. */

import type { DeviceLine } from "#shared/replication/exchange/sync-report.ts";
import { isStreamId } from "#shared/replication/files/names.ts";
import type { StreamId } from "#shared/replication/rows/entry.ts";

/** What a computer is called; `told` is its own word, for one that is in no table. */
export type NameOf = (stream: StreamId, told?: string | null) => string;

type Named = Pick<DeviceLine, "stream" | "device" | "replacedBy"> & Partial<Pick<DeviceLine, "out">>;

const MARK_LENGTH = 4;

export const numberMark = (stream: StreamId): string => stream.slice(0, MARK_LENGTH).toUpperCase();

/** Computers whose name another one has too; an earlier number of one and the same does not count. */
export function namesakes(lines: readonly Named[]): ReadonlySet<StreamId> {
  const present = lines.filter(({ replacedBy }) => replacedBy === null);
  return new Set(
    present
      .filter((one) => one.device !== null && present.some((other) => other !== one && wordOf(other) === wordOf(one)))
      .map(({ stream }) => stream),
  );
}

/** What a computer is called, or what it told itself where it is in no table; null for one that has told no name. */
export type ComputerNames = (stream: StreamId, told?: string | null) => string | null;

export function computerNames(lines: readonly Named[]): ComputerNames {
  const doubled = namesakes(lines);
  const presentOf = (stream: StreamId): StreamId => {
    const next = lines.find((line) => line.stream === stream)?.replacedBy ?? null;
    return next === null ? stream : presentOf(next);
  };
  return (stream, told = null) => {
    const line = lines.find((each) => each.stream === stream);
    const device = line?.device ?? null;
    // what is said of the number that was taken out is not said of the one under which the computer came back
    if (device !== null && line?.out != null && line.replacedBy !== null) return `${device} ${numberMark(stream)}`;
    if (device !== null) return doubled.has(presentOf(stream)) ? `${device} ${numberMark(presentOf(stream))}` : device;
    if (told === null) return null;
    return lines.some((line) => line.stream !== stream && wordOf(line) === wordOf({ device: told }))
      ? `${told} ${numberMark(stream)}`
      : told;
  };
}

const wordOf = ({ device }: Pick<Named, "device">): string => (device ?? "").normalize("NFKC").trim();

const NUMBER_LENGTH = 16;

/** By whom a backup is, as its name ends; null where a person has renamed its folder. */
export function ownerOf({ id }: { readonly id: string }): StreamId | null {
  const number = id.slice(-NUMBER_LENGTH);
  return isStreamId(number) ? number : null;
}
