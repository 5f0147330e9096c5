/**
 * The slots of library codes on a share that was emptied, changed, or brought back from an old copy: whoever holds the
 * newest key puts the present one back, and what was printed before opens nothing.
 */
import { cp, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { KEYS } from "#shared/replication/files/names.ts";
import { adoptEpochs, makeEpoch, type RemovalEpoch } from "../../../../../electron/services/library/epochs.ts";
import { readRing } from "../../../../../electron/services/library/key-ring.ts";
import { slotKeys, unwrapSlot } from "../../../../../electron/services/sealing/library-code.ts";
import { failing, STORE_CALLS } from "../../../../support/failing-calls.ts";
import { given, type HostDesk, openHostDesk } from "../../../../support/host-desk.ts";
import { keyScene, LIBRARY, secretsOver } from "../../../../support/key-scene.ts";
import { lightCodes } from "../../../../support/light-codes.ts";
import { createMemoryStore, type MemoryStore } from "../../../../support/memory-store.ts";
import { removeDesk } from "../../../../support/remove-desk.ts";
import { folderOfFile } from "../../../../support/temporary-folder.ts";

const SLOW = { timeout: 180_000 };

describe("the slots on the share, when a person asks for a sync", SLOW, () => {
  /** a has made a new key and code; b has not heard of it. */
  async function renewed() {
    const { share, local, a, b } = await keyScene();
    const before = new Map(share.files);
    const secrets = secretsOver(a.kept);
    const made = await makeEpoch({ secrets }, 1);
    if (!made.ok) throw new Error("no key was made");
    const epochs: readonly RemovalEpoch[] = [{ ...made.value, seals: true, to: [a.stream, b.stream] }];
    const deps = { secrets, library: LIBRARY, stretch: lightCodes, stream: a.stream, local };
    await adoptEpochs(deps, share, { epochs, lacking: false, looks: false });
    const [sheet = ""] = [...share.files].flatMap(([name, bytes]) => (slotKeys(bytes) === null ? [] : [name]));
    const opens = async (store: MemoryStore, code: string | null): Promise<boolean> => {
      const slots = [...store.files].filter(([name]) => name.startsWith(`${KEYS}/`));
      const opened = await Promise.all(slots.map(([, bytes]) => unwrapSlot(code ?? "", LIBRARY, bytes, lightCodes)));
      return opened.some(({ ok: isOpen }) => isOpen);
    };
    const theirs = { ...deps, secrets: secretsOver(b.kept), stream: b.stream, local: createMemoryStore(before) };
    const codes = { old: readRing(theirs.secrets)?.current.code ?? "", now: readRing(secrets)?.current.code ?? "" };
    return { share, before, deps, theirs, epochs, sheet, opens, codes };
  }
  const without = (files: Map<string, Uint8Array>, name: string): Map<string, Uint8Array> =>
    new Map([...files].filter(([each]) => each !== name));
  const changed = (bytes: Uint8Array | undefined): Uint8Array =>
    new TextEncoder().encode(new TextDecoder().decode(bytes).replace(/"wrapped":"../, '"wrapped":"00'));

  it("are put back and the replaced ones taken away, wherever it is cut off, and nothing is left that no code opens", async () => {
    const { share, before, deps, epochs, sheet, opens, codes } = await renewed();
    const whole = share.files;
    const harmed: readonly (readonly [string, Map<string, Uint8Array>])[] = [
      ["brought back from an old copy", before],
      ["emptied", new Map()],
      ["the present one gone", without(whole, sheet)],
      ["the present one changed", new Map([...whole, [sheet, changed(whole.get(sheet))]])],
      ["an old one beside it", new Map([...whole, ...before])],
      ["an old one, and the present one changed", new Map([...before, [sheet, changed(whole.get(sheet))]])],
    ];
    for (const [what, files] of harmed) {
      for (let at = 1, wasCut = true; wasCut; at++) {
        const [there, local] = [createMemoryStore(new Map(files)), createMemoryStore(new Map(deps.local.files))];
        const secrets = secretsOver(
          new Map(
            ["library.key", "library.code", "library.epochs", `stream.${deps.stream}`].flatMap((name) => {
              const kept = deps.secrets.get(name);
              return kept === null ? [] : [[name, kept] as const];
            }),
          ),
        );
        const fault = { left: at, after: at % 2 === 0 };
        const could = [await opens(there, codes.old), await opens(there, codes.now)].some(Boolean);
        const looked = { epochs, lacking: false, looks: true };
        await adoptEpochs(
          { ...deps, secrets, local: failing(local, fault, STORE_CALLS) },
          failing(there, fault, STORE_CALLS),
          looked,
        );
        wasCut = fault.left <= 0;
        const can = [await opens(there, codes.old), await opens(there, codes.now)].some(Boolean);
        expect(can || !could, `${what}, cut at ${at}`).toBe(true);
        const again = await adoptEpochs({ ...deps, secrets, local }, there, looked);
        expect(again.ok, `${what}, cut at ${at}`).toBe(true);
        expect([await opens(there, codes.now), await opens(there, codes.old)], `${what}, cut at ${at}`).toEqual([
          true,
          false,
        ]);
        const rested = await adoptEpochs({ ...deps, secrets, local }, there, looked);
        expect(rested, what).toEqual({ ok: true, value: { gained: false, renewed: false, mended: false } });
      }
    }
  });

  it("says whether anything was amiss, and has the very file put back that had lain there", async () => {
    const { share, deps, epochs, sheet } = await renewed();
    const there = createMemoryStore(without(share.files, sheet));
    const looked = { epochs, lacking: false, looks: true };
    expect(await adoptEpochs(deps, there, { ...looked, looks: false })).toMatchObject({ value: { mended: true } });
    expect(there.files).toEqual(share.files);
    const emptied = createMemoryStore();
    expect(await adoptEpochs(deps, emptied, looked)).toMatchObject({ value: { mended: true } });
    expect(await adoptEpochs(deps, emptied, looked)).toMatchObject({ value: { mended: false } });
  });

  it("of a library that never had another code too", async () => {
    const { before, theirs } = await renewed();
    const there = createMemoryStore();
    const looked = { epochs: [], lacking: false, looks: true };
    expect(await adoptEpochs(theirs, there, looked)).toMatchObject({ ok: true, value: { mended: true } });
    expect(there.files).toEqual(before);
  });

  it("a newer one is left alone by whoever has not heard of it, and none of hers is put beside it", async () => {
    const { share, theirs } = await renewed();
    const files = new Map(share.files);
    const looked = { epochs: [], lacking: false, looks: true };
    expect(await adoptEpochs(theirs, share, looked)).toMatchObject({ ok: true, value: { mended: false } });
    expect(share.files).toEqual(files);
  });

  it("who cannot read what others write, or knows of a newer key, puts no old one into an emptied folder", async () => {
    const { theirs, epochs } = await renewed();
    for (const behind of [
      { epochs: [], lacking: true },
      { epochs, lacking: false },
    ]) {
      const there = createMemoryStore();
      expect(await adoptEpochs(theirs, there, { ...behind, looks: true })).toMatchObject({ ok: true });
      expect([...there.files.keys()]).toEqual([]);
    }
  });

  it("do not give a key away, under the code of today, that was made here for a removal to come", async () => {
    const { theirs, codes } = await renewed();
    const made = await makeEpoch(theirs, 1);
    const there = createMemoryStore();
    await adoptEpochs(theirs, there, { epochs: [], lacking: false, looks: true });
    const opened = await Promise.all(
      [...there.files.values()].map((slot) => unwrapSlot(codes.old, LIBRARY, slot, lightCodes)),
    );
    expect(
      made.ok &&
        opened.flatMap((each) =>
          each.ok ? [each.value.epoch, ...(each.value.older ?? []).map(({ epoch }) => epoch)] : [],
        ),
    ).toEqual([1]);
  });
});

describe("desks on a folder whose key slots are not as they were", SLOW, () => {
  const codeOf = async ({ host }: HostDesk): Promise<string> => given(await host("library.code", {})).code;
  const slots = async (share: string): Promise<Readonly<Record<string, string>>> => {
    const names = await readdir(join(share, KEYS)).catch(() => []);
    const texts = await Promise.all(names.map(async (name) => [name, await readFile(join(share, KEYS, name), "utf8")]));
    return Object.fromEntries(texts);
  };
  const entry = (share: string, code: string): Promise<string> =>
    openHostDesk("新台", share, code).then(
      () => "joined",
      (error: Error) => JSON.parse(error.message).tag,
    );

  /** a has taken c out; the copy is from before. */
  async function library() {
    const share = await folderOfFile();
    const a = await openHostDesk("一楼", share, null);
    const oldCode = await codeOf(a);
    const [b, c] = [await openHostDesk("书车", share, oldCode), await openHostDesk("儿童馆", share, oldCode)];
    for (const desk of [a, b, c]) desk.write(`r-${desk.name}`, { name: desk.name });
    const settle = async (): Promise<void> => {
      for (let round = 0; round < 3; round++) for (const desk of [a, b]) await desk.sync();
    };
    await c.sync();
    await settle();
    const copy = await folderOfFile();
    await cp(share, copy, { recursive: true });
    await removeDesk(a, c);
    await settle();
    return { share, copy, a, b, c, oldCode, newCode: await codeOf(b) };
  }
  async function replace(share: string, copy: string, part: string): Promise<void> {
    await rm(join(share, part), { recursive: true });
    await cp(join(copy, part), join(share, part), { recursive: true });
  }

  it("put them back at the next sync that a person asks for, at any desk, and say that they did something", async () => {
    const { share, a, b, oldCode, newCode } = await library();
    const whole = await slots(share);
    for (const desk of [b, a]) {
      await rm(join(share, KEYS), { recursive: true });
      expect((await desk.sync()).outcome.tag).toBe("nothing-new");
      expect((await desk.sync({ asked: true })).outcome.tag).toBe("done");
      expect(Object.keys(await slots(share))).toEqual(Object.keys(whole));
      expect((await desk.sync({ asked: true })).outcome.tag).toBe("nothing-new");
    }
    expect([await entry(share, oldCode), await entry(share, newCode)]).toEqual(["code-wrong", "joined"]);
  });

  it("put them back with what else went back, and the code of before opens nothing again", async () => {
    const { share, copy, b, oldCode, newCode } = await library();
    for (const part of ["heads", "streams", KEYS]) await replace(share, copy, part);
    expect(await entry(share, newCode)).toBe("code-wrong");
    expect((await b.sync()).warnings.map(({ tag }) => tag)).toContain("went-back");
    expect([await entry(share, oldCode), await entry(share, newCode)]).toEqual(["code-wrong", "joined"]);
  });

  it("put them back where nothing else went back", async () => {
    const { share, copy, b, oldCode, newCode } = await library();
    await replace(share, copy, KEYS);
    expect((await b.sync({ asked: true })).outcome.tag).toBe("done");
    expect([await entry(share, oldCode), await entry(share, newCode)]).toEqual(["code-wrong", "joined"]);
  });

  it("a computer that is out puts none back", async () => {
    const { share, c } = await library();
    await rm(join(share, KEYS), { recursive: true });
    for (const _ of [1, 2]) expect((await c.sync({ asked: true })).outcome).toMatchObject({ stop: { tag: "removed" } });
    expect(await slots(share)).toEqual({});
  });
});
