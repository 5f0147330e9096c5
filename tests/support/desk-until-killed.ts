/**
 * A desk as a process of its own: real journal, keys, lease and files, and a database that is empty at each
 * start, so that everything must come back from them. It writes and syncs without end and prints what was
 * confirmed; or, told to erase, erases one reader after another and prints how far each has come; or, told to
 * settle, syncs until nothing is new and prints its records. A test ends it with SIGKILL.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { eraseChanges, planErasing } from "../../renderer/db/erasing/erase-reader.ts";
import { create, edit } from "../../renderer/db/write/changes.ts";
import { giveWebLocks, okValue, openWholeDesk } from "./whole-desk.ts";

const [role = "", dataFolder = "", share = "", code = "", work = "write"] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
/** A record that everybody edits. */
const SHARED = "00000000-0000-7000-8000-000000000001";

giveWebLocks();
const desk = await openWholeDesk(dataFolder, "desk");
const own = await desk.host("library.own", {});
if (!own.ok) await enter();
const { writer } = await desk.start();

if (role === "settle") {
  let quiet = 0;
  for (let round = 0; round < 30 && quiet < 1; round++) quiet = (await exchange()) === "nothing-new" ? quiet + 1 : 0;
  for (const line of await desk.lines()) say(`line ${line}`);
  await desk.close();
} else {
  say(`open ${role === "found" ? okValue(await desk.host("library.code", {})).code : ""}`);
  if (work === "erase") await eraseWithoutEnd();
  if ((await desk.db.reader.get(SHARED)) === undefined && role === "found")
    await save(create("reader", SHARED, { name: "everybody's" }));
  for (let turn = 0; ; turn++) {
    const id = randomUUID();
    await save(create("reader", id, { name: `reader ${turn}` }));
    say(`saved ${id}`);
    if (turn % 4 === 0 && (await desk.db.reader.get(SHARED)) !== undefined)
      await save(edit("reader", SHARED, { note: id }));
    if (turn % 5 === 4) await exchange();
  }
}

async function enter(): Promise<void> {
  const names = { deskName: role, branchName: "main" };
  if (role === "found") {
    okValue(await desk.host("library.found", { libraryName: "library", ...names }));
    okValue(await desk.host("share.choose", { path: share }));
    okValue(await desk.host("share.prepare", {}));
  } else {
    okValue(await desk.host("share.choose", { path: share }));
    okValue(await desk.host("library.join", { code, ...names }));
  }
}

/** Each has a text of her own that must be nowhere once she is erased; some are in a backup before. */
async function eraseWithoutEnd(): Promise<never> {
  await desk.purge();
  for (let turn = 0; ; turn++) {
    const [id, text] = [randomUUID(), `canary-${randomBytes(8).toString("hex")}`];
    await save(
      create("reader", id, { name: text }),
      create("interaction", randomUUID(), { reader: id, at: turn, question: text }),
    );
    say(`saved ${id} ${text}`);
    const other = randomUUID();
    await save(create("reader", other, { name: "stays" }));
    say(`saved ${other}`);
    await exchange();
    if (turn % 3 === 0) await backUp();
    // whoever of either desk has stood here longest
    const victim = await desk.db.reader.filter(({ name = "" }) => name.startsWith("canary-")).first();
    if (victim === undefined) continue;
    say(`erasing ${victim.id}`);
    for (const changes of eraseChanges(
      await planErasing(desk.db, victim.id),
      { at: Date.now(), reason: "request", by: "staff" },
      "CASE-0001",
    ))
      await save(...changes);
    say(`erased ${victim.id}`);
    await desk.purge();
    await exchange();
    say(`passed ${victim.id}`);
  }
}

/** In place of older ones: an erasing writes every backup anew. */
async function backUp(): Promise<void> {
  const { backups } = okValue(await desk.host("backup.list", { place: "here" }));
  await desk.backups.make(true, () => undefined);
  for (const { id } of backups) await desk.host("backup.drop", { place: "here", id });
}

async function save(...changes: Parameters<typeof writer.run>[1]): Promise<void> {
  okValue(await (await writer.run("test.killed", changes)).confirmed);
}

async function exchange(): Promise<string> {
  const { outcome } = await desk.sync.sync(() => undefined);
  if (outcome.tag === "stopped") throw new Error(JSON.stringify(outcome));
  return outcome.tag;
}
