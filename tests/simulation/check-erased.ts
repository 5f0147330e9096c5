/**
 * Check 5, the erasing: in the end nothing of an erased reader stands in a desk's rows, its journal, its copies,
 * nor on a folder. Every file is opened.
 */

import { parsePart } from "#shared/replication/checkpoints/checkpoint.ts";
import { isAside } from "#shared/replication/checkpoints/state-row.ts";
import { isErased, type Ledger, speaksOf } from "#shared/replication/erasing/ledger.ts";
import { parseBody } from "#shared/replication/files/batch.ts";
import { parseName } from "#shared/replication/files/names.ts";
import type { Desk } from "./desk.ts";
import { openFastBatch, openFastState } from "./fast-seal.ts";
import type { FileTree } from "./file-tree.ts";
import type { World } from "./world.ts";

export async function checkErased(world: World, joiner: Desk): Promise<void> {
  const ledger = await joiner.replica.ledger();
  if (ledger.size === 0) return;
  for (const { name, replica, local, isOut } of world.desks) {
    if (isOut) continue;
    world.look(5);
    const row = [...replica.rows.keys()].find((key) => ledger.has(key));
    if (row !== undefined) world.fail(5, `${name} still has ${row}, which is erased`, "readable");
    const entry = replica.log.find((each) => speaksOf(each, ledger));
    if (entry !== undefined)
      world.fail(5, `${name}'s journal still speaks of what is erased, in ${entry.staff}`, "readable");
    // a stream that was left waits for a person to retire it, and all wait for that
    const file = world.hasClones || world.hasRestores ? null : fileWith(world, local, ledger);
    if (file !== null) world.fail(5, `${name}'s copy still has ${file}, which speaks of what is erased`, "readable");
  }
  // on a second folder others see to it, a day later
  const [share, second] = world.shares;
  if (share === undefined || second !== undefined || world.hasClones || world.hasRestores) return;
  world.look(5);
  const file = fileWith(world, share.files, ledger);
  if (file !== null) world.fail(5, `the ${share.name} still has ${file}, which speaks of what is erased`, "readable");
}

function fileWith(world: World, files: FileTree, ledger: Ledger): string | null {
  return (
    files
      .names()
      .find(
        (name) =>
          !isOfOut(world, name) &&
          world.isWhole(files, name) &&
          speaks(world, name, files.get(name) ?? new Uint8Array(), ledger),
      ) ?? null
  );
}

/** What a computer that is out has left behind may stay: nobody writes below it, and no floor of it rises. */
function isOfOut({ out }: World, name: string): boolean {
  const place = parseName(name);
  return place !== null && "stream" in place && out.has(place.stream);
}

function speaks({ everyKey, signKeys }: World, name: string, bytes: Uint8Array, ledger: Ledger): boolean {
  const place = parseName(name);
  if (place?.tag === "batch") {
    const opened = openFastBatch(everyKey, place, signKeys.get(place.stream) ?? "", bytes);
    const body = opened.ok ? parseBody(opened.value.text, opened.value.firstSeq) : opened;
    return body.ok && body.value.entries.some((entry) => speaksOf(entry, ledger));
  }
  if (place?.tag !== "part") return false;
  const opened = openFastState(everyKey, place, signKeys.get(place.stream) ?? "", bytes);
  const rows = opened.ok ? parsePart(opened.value.text) : opened;
  return (
    rows.ok && rows.value.some((row) => isErased(ledger, isAside(row) ? row[1].op : { kind: row[0], id: row[1].id }))
  );
}
