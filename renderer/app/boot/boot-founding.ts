/**
 * Writes the records that a new library begins with. What was asked stands in the device's settings until they
 * are in the journal, so a desk that was closed or killed on the way makes them at its next start, and only once.
 * Gives the desk its letter too: under a stream of its own it numbers under a letter of its own.
 */
import type { Host } from "#shared/host/contract.ts";
import type { DeviceSettings, Founding } from "#shared/host/device-calls.ts";
import { FOUNDERS_LETTER, letterOfStream } from "#shared/model/input/register-number.ts";
import type { StreamId } from "#shared/replication/rows/entry.ts";
import type { DeskDb } from "../../db/database.ts";
import type { Writer } from "../../db/write/writer.ts";

export interface FoundingDeps {
  readonly db: DeskDb;
  readonly host: Host;
  readonly writer: Writer;
  readonly stream: StreamId;
}

/** @returns the settings as they are afterwards */
export async function settleIn(settings: DeviceSettings, deps: FoundingDeps): Promise<DeviceSettings> {
  const { founding } = settings;
  if (founding !== undefined && founding !== null) return writeFounding(settings, founding, deps);
  if (settings.letterOf === deps.stream) return settings;
  return write(deps.host, settings, { deskLetter: letterOfStream(deps.stream), letterOf: deps.stream });
}

async function writeFounding(
  settings: DeviceSettings,
  founding: Founding,
  { db, host, writer, stream }: FoundingDeps,
): Promise<DeviceSettings> {
  const { branch, staff } = founding;
  writer.setStaff(staff);
  if ((await db.branch.get(branch)) === undefined) {
    const { libraryChanges } = await import("../../features/first-run/first-run-changes.ts");
    const { confirmed } = await writer.run("library.first-run", libraryChanges(founding), { undoable: false });
    // not in the journal yet: the next start looks again
    if (!(await confirmed).ok) return { ...settings, branch, staff };
  }
  return write(host, settings, { branch, staff, founding: null, deskLetter: FOUNDERS_LETTER, letterOf: stream });
}

/** A disk that is full keeps no desk closed: what was not kept is found and written again at the next start. */
async function write(host: Host, settings: DeviceSettings, change: DeviceSettings): Promise<DeviceSettings> {
  const kept = await host("settings.write", change);
  return kept.ok ? kept.value : { ...settings, ...change };
}
