/** The keys of a desk whose keychain is lost, opened by the code on its newest sheet: from the founding on, and after every new code. */
import { randomBytes } from "node:crypto";
import * as v from "valibot";
import { expect, test } from "vitest";
import { type CallArgs, type CallName, type CallResult, CONTRACT } from "#shared/host/contract.ts";
import { askByTyping } from "../../../../../electron/services/chosen-folders.ts";
import { openDeviceSettings } from "../../../../../electron/services/device-settings.ts";
import { nodeFileSystem as fs } from "../../../../../electron/services/file-system.ts";
import type { LibraryHandlers } from "../../../../../electron/services/handlers.ts";
import { openInstallation } from "../../../../../electron/services/installation.ts";
import { readRing } from "../../../../../electron/services/library/key-ring.ts";
import { openLibraryHandlers } from "../../../../../electron/services/library.ts";
import { parseLibraryCode } from "../../../../../electron/services/sealing/library-code.ts";
import { openSecrets, type Secrets } from "../../../../../electron/services/secrets.ts";
import { given, trustIn } from "../../../../support/host-desk.ts";
import { keychain } from "../../../../support/keychain.ts";
import { lightCodes } from "../../../../support/light-codes.ts";
import { temporaryFolder } from "../../../../support/temporary-folder.ts";

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

test("open by the code on the sheet from the founding on, and after a new key by the new code alone, with every key", async () => {
  const [dataFolder, share] = [await temporaryFolder(), await temporaryFolder()];
  const secrets = given(await openSecrets(fs, dataFolder, random, keychain, { stretch: lightCodes }));
  const settings = given(await openDeviceSettings(fs, dataFolder));
  const installation = given(await openInstallation(fs, dataFolder, random));
  const handlers = await openLibraryHandlers({ fs, dataFolder, secrets, installation, settings, ...(await trustIn(dataFolder)) }, { now: Date.now }, askByTyping, lightCodes);
  const host = async <N extends CallName>(name: N, args: CallArgs<N>): Promise<CallResult<N>> => {
    const handler = handlers[name as keyof LibraryHandlers] as (args: unknown) => Promise<CallResult<N>>; // only library calls are made here
    return handler(v.parse(CONTRACT[name].args, args));
  };
  const openBy = async (code: string): Promise<Secrets | null> => {
    const copy = await temporaryFolder();
    given(await secrets.copyTo(copy));
    const opened = await openSecrets(fs, copy, random, null, { code: parseLibraryCode(code) ?? "", stretch: lightCodes });
    return opened.ok ? opened.value : null;
  };
  const ringOf = (of: Secrets | null): unknown => of && readRing(of);

  const { code, stream } = given(await host("library.found", { libraryName: "城东图书馆", deskName: "一楼服务台", branchName: "城东馆" }));
  const founded = await openBy(code);
  expect(ringOf(founded)).toEqual(readRing(secrets));
  const signing = (of: Secrets | null): string => Buffer.from(of?.get(`stream.${stream}`) ?? []).toString("hex");
  expect(signing(founded)).toMatch(/^([0-9a-f]{2}){64,}$/);
  expect(signing(founded)).toBe(signing(secrets));

  given(await host("share.choose", { path: share }));
  given(await host("share.prepare", {}));
  const made = given(await host("library.make-epoch", { after: 1 }));
  given(await host("library.adopt-epochs", { epochs: [{ ...made, seals: true, to: [stream] }], lacking: false }));
  const sheet = given(await host("library.code", {}));
  expect(sheet.epoch).toBe(made.epoch);
  expect(await openBy(code)).toBeNull();
  expect(ringOf(await openBy(sheet.code))).toEqual(readRing(secrets));
});
