/**
 * A computer that came in by an older code and was let in by a person: what its next exchange brings, over real hosts
 * and a real folder.
 */
import { expect, it } from "vitest";
import { admissionId } from "#shared/model/admission.ts";
import { newCodeId } from "#shared/model/removal.ts";
import { given, type HostDesk, openHostDesk } from "../../../../support/host-desk.ts";
import { folderOfFile } from "../../../../support/temporary-folder.ts";

const codeOf = async ({ host }: HostDesk): Promise<string> => given(await host("library.code", {})).code;

async function openDesk(name: string, share: string, code: string | null): Promise<HostDesk> {
  const desk = await openHostDesk(name, share, code);
  return desk;
}

async function settle(desks: readonly HostDesk[]): Promise<void> {
  for (let round = 0; round < 4; round++) for (const desk of desks) await desk.sync();
}

const admits = (desk: HostDesk, streams: readonly string[], key: string): void =>
  void desk.replica.write(
    streams.map((stream) => ({ kind: "admission", id: admissionId(stream, key), cells: { at: Date.now() } })),
  );

/** @returns the id of its key, which is for these computers */
async function makeCode(maker: HostDesk, after: number, known: readonly HostDesk[]): Promise<string> {
  const made = given(await maker.host("library.make-epoch", { after }));
  maker.replica.write([{ kind: "removal", id: newCodeId(made.key), cells: { at: Date.now(), ...made } }]);
  admits(
    maker,
    known.map(({ replica }) => replica.stream),
    made.key,
  );
  await maker.sync();
  return made.key;
}

it("has all that the others have, and the present code, with the first exchange behind its admission, after two new codes", {
  timeout: 120_000,
}, async () => {
  const share = await folderOfFile();
  const a = await openDesk("一楼", share, null);
  const b = await openDesk("书车", share, await codeOf(a));
  const newcomer = await openDesk("新台", share, await codeOf(a));
  a.write("r-0", { name: "一楼" });
  await settle([a, b]);
  const desks = [a, b];
  let key = "";
  for (const no of [1, 2]) {
    // what tells of a code is sealed under the one before
    key = await makeCode(no === 2 ? b : a, no, desks);
    for (const [index, desk] of desks.entries()) desk.write(`r-${no}-${index}`, { name: desk.name });
    await settle(desks);
    desks.push(await openDesk(`台 ${no}`, share, await codeOf(a)));
    await settle(desks);
  }
  newcomer.write("r-new", { name: "新台" });
  await newcomer.sync();
  await settle(desks);
  admits(b, [newcomer.replica.stream], key);
  await b.sync();
  const { outcome, warnings } = await newcomer.sync();
  expect([outcome, warnings]).toEqual([{ tag: "done" }, [{ tag: "new-code" }]]);
  expect(newcomer.replica.lines()).toEqual(b.replica.lines());
  expect(await codeOf(newcomer)).toBe(await codeOf(a));
  expect((await newcomer.sync()).outcome).toEqual({ tag: "nothing-new" });
});
