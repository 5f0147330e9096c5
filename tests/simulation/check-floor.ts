/** Floors, at the moment when they are told or could be forgotten: checks 2 and 5. */
import { parseManifest } from "#shared/replication/checkpoints/checkpoint.ts";
import { batchName, manifestName, parseName } from "#shared/replication/files/names.ts";
import { appliedOf } from "#shared/replication/rows/vector.ts";
import type { Desk } from "./desk.ts";
import { openFastBatch, openFastState } from "./fast-seal.ts";

/** Check 5, the folder's part of it: nobody puts back what he knows to be swept. */
export async function checkFloor({ world, name, replica }: Desk, file: string): Promise<void> {
  const parsed = parseName(file);
  if (parsed?.tag !== "batch") return;
  const { own, streams } = await replica.state();
  const floor = parsed.stream === own.stream ? own.floor : (streams[parsed.stream]?.floor ?? 1);
  if (floor > 1) world.look(5);
  if (parsed.no < floor)
    world.fail(5, `${name} puts batch ${parsed.no} of ${parsed.stream} on the share, and its floor is ${floor}`);
}

/** Check 2: whose head tells of a floor names a checkpoint that holds what lies below it. */
export function checkBase({ world, name }: Desk, file: string): void {
  const head = parseName(file);
  const bytes = head?.tag === "head" ? world.honest.get(batchName(head)) : undefined;
  if (head?.tag !== "head" || bytes === undefined) return;
  const opened = openFastBatch(world.everyKey, head, world.signKeys.get(head.stream) ?? "", bytes);
  if (!opened.ok || opened.value.floor === 1) return;
  const { floor, base } = opened.value;
  // a database made anew knows its floor from a checkpoint, and not which one it once told of
  if (base === null) return;
  const manifest = world.honest.get(manifestName(base));
  const state =
    manifest === undefined
      ? null
      : openFastState(world.everyKey, { ...base, index: "manifest" }, world.signKeys.get(base.stream) ?? "", manifest);
  world.look(2);
  const checkpoint = state?.ok ? parseManifest(state.value.text) : null;
  const covered = checkpoint?.ok ? appliedOf(checkpoint.value.cursors.streams, head.stream).no : 0;
  if (covered < floor - 1)
    world.fail(
      2,
      `${name} tells that batches below ${floor} of ${head.stream} may go, and its checkpoint ends with ${covered}`,
      "lost",
    );
}
