/**
 * The library code and what it unlocks. 26 Crockford characters hold 130 bits made by the app, so the
 * wrapped key can lie in the open; Argon2id stands before it for codes that leak in part. Its parameters come
 * from a file on the share and are held between a floor and a ceiling before any memory is taken.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { argon2id } from "hash-wasm";
import * as v from "valibot";
import { normalizeBase32, toBase32 } from "#shared/kernel/base32.ts";
import { bytesToHex, hexToBytes } from "#shared/kernel/bytes.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { heldKeys, type LibraryKey } from "./batch-file.ts";
import { parseJson } from "./card-file.ts";
import { type EpochKey, keyId } from "./sealed-body.ts";

const CODE_LENGTH = 26;
const GROUP = 5;
const KIB = 1024;

/** How much work stands before a code. */
export interface CodeCost {
  readonly memoryKib: number;
  readonly passes: number;
}
/** The key that a code unlocks a slot with, after the work. */
export type StretchCode = (code: string, salt: Uint8Array, cost: CodeCost) => Promise<Uint8Array>;

const COST: CodeCost = { memoryKib: 64 * KIB, passes: 3 };
/** Nobody may make us skip the work, nor take more memory than an old PC has. */
const FLOOR: CodeCost = { memoryKib: 19 * KIB, passes: 2 };
const CEILING: CodeCost = { memoryKib: 256 * KIB, passes: 10 };

const stretchCode: StretchCode = (code, salt, { memoryKib, passes }) =>
  argon2id({
    password: code,
    salt,
    memorySize: memoryKib,
    iterations: passes,
    parallelism: 1,
    hashLength: 32,
    outputType: "binary",
  });

/** 130 random bits. */
export function makeLibraryCode(): string {
  // 17 bytes hold 136 bits: 27 characters, of which 26 are full
  return toBase32(randomBytes(17)).slice(0, CODE_LENGTH);
}

/** As on the sheet: upper case, in groups. */
export const formatLibraryCode = (code: string): string =>
  (code.toUpperCase().match(new RegExp(`.{1,${GROUP}}`, "g")) ?? []).join("-");

/** What a person typed in canonical form, or null where it cannot be a code. */
export function parseLibraryCode(typed: string): string | null {
  const code = normalizeBase32(typed);
  return code !== null && code.length === CODE_LENGTH ? code : null;
}

const range = (floor: number, ceiling: number): v.GenericSchema<unknown, number> =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(floor), v.maxValue(ceiling));
const hex = (bytes: number): v.GenericSchema<unknown, string> =>
  v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`)));

const libraryId = v.pipe(v.string(), v.regex(/^[0-9a-hjkmnp-tv-z]{16}$/));
const work = {
  memoryKib: range(FLOOR.memoryKib, CEILING.memoryKib),
  passes: range(FLOOR.passes, CEILING.passes),
  salt: hex(16),
  nonce: hex(12),
};
/** A library's first slot: the one key that there is. */
const firstSlot = v.object({
  format: v.literal(1),
  library: libraryId,
  epoch: v.literal(1),
  ...work,
  wrapped: hex(48),
});
/** After a removal: the keys of all epochs, by their ids in the open. */
const ringSlot = v.object({
  format: v.literal(2),
  library: libraryId,
  keys: v.array(hex(32)),
  ...work,
  wrapped: v.pipe(v.string(), v.regex(/^([0-9a-f]{2}){17,}$/), v.maxLength(64 * KIB)),
});
const slotSchema = v.variant("format", [firstSlot, ringSlot]);
const ringSchema = v.pipe(
  v.array(v.object({ epoch: v.pipe(v.number(), v.safeInteger(), v.minValue(1)), key: hex(32) })),
  v.minLength(1),
);

/** Longest file of a slot. */
export const MAX_SLOT_FILE = 128 * KIB;

/** The file of a library's first key slot: the library key, readable with the code. */
export async function wrapKey(
  code: string,
  library: string,
  key: Uint8Array,
  stretch = stretchCode,
): Promise<Uint8Array> {
  const { wrapped, ...given } = await wrap(code, library, 1, key, stretch);
  return slotFile({ format: 1, library, epoch: 1, ...given, wrapped });
}

/** The file of a key slot that opens all epochs: the key that is used now, and the older ones. */
export async function wrapRing(code: string, held: LibraryKey, stretch = stretchCode): Promise<Uint8Array> {
  const ring = heldKeys(held);
  const plain = new TextEncoder().encode(
    JSON.stringify(ring.map(({ epoch, key }) => ({ epoch, key: bytesToHex(key) }))),
  );
  const { wrapped, ...given } = await wrap(code, held.library, 2, plain, stretch);
  return slotFile({ format: 2, library: held.library, keys: ring.map(({ key }) => keyId(key)), ...given, wrapped });
}

const slotFile = (content: object): Uint8Array => new TextEncoder().encode(`${JSON.stringify(content)}\n`);

async function wrap(
  code: string,
  library: string,
  format: 1 | 2,
  plain: Uint8Array,
  stretch: StretchCode,
): Promise<CodeCost & { salt: string; nonce: string; wrapped: string }> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", await stretch(code, salt, COST), nonce).setAAD(
    new TextEncoder().encode(slotContext(library, format)),
  );
  const wrapped = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return { ...COST, salt: bytesToHex(salt), nonce: bytesToHex(nonce), wrapped: bytesToHex(wrapped) };
}

export type UnwrapError =
  | { readonly tag: "code-wrong" }
  | { readonly tag: "newer-format" }
  | { readonly tag: "slot-damaged" };

/** All keys that a slot holds for this code. A slot for a device is none of the code's: damaged. */
export async function unwrapSlot(
  code: string,
  library: string,
  slot: Uint8Array,
  stretch = stretchCode,
): Promise<Result<LibraryKey, UnwrapError>> {
  if (isNewerSlot(slot)) return err({ tag: "newer-format" });
  const parsed = v.safeParse(slotSchema, parseSlot(slot));
  if (!parsed.success || parsed.output.library !== library) return err({ tag: "slot-damaged" });
  const { format, memoryKib, passes, salt, nonce, wrapped } = parsed.output;
  const sealed = hexToBytes(wrapped);
  const decipher = createDecipheriv(
    "aes-256-gcm",
    await stretch(code, hexToBytes(salt), { memoryKib, passes }),
    hexToBytes(nonce),
    { authTagLength: 16 },
  );
  decipher
    .setAAD(new TextEncoder().encode(slotContext(library, format)))
    .setAuthTag(sealed.subarray(sealed.length - 16));
  let plain: Uint8Array;
  try {
    plain = Uint8Array.from(Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - 16)), decipher.final()]));
  } catch {
    return err({ tag: "code-wrong" });
  }
  return format === 1 ? ok({ library, epoch: 1, key: plain }) : readRing(library, plain);
}

function readRing(library: string, plain: Uint8Array): Result<LibraryKey, UnwrapError> {
  const ring = v.safeParse(ringSchema, parseJson(new TextDecoder().decode(plain)));
  if (!ring.success) return err({ tag: "slot-damaged" });
  const [now, ...older] = ring.output.map(({ epoch, key }): EpochKey => ({ epoch, key: hexToBytes(key) }));
  return now === undefined ? err({ tag: "slot-damaged" }) : ok({ library, ...now, older });
}

/**
 * Which keys a slot for a code opens, by their ids; `first` for a library's first slot, null where it is no slot for a
 * code.
 */
export function slotKeys(slot: Uint8Array): readonly string[] | "first" | null {
  const parsed = v.safeParse(slotSchema, parseSlot(slot));
  if (!parsed.success) return null;
  return parsed.output.format === 1 ? "first" : parsed.output.keys;
}

/** What a newer version wrote: not ours to read, nor to take away. */
export function isNewerSlot(slot: Uint8Array): boolean {
  const value = parseSlot(slot);
  return (
    typeof value === "object" &&
    value !== null &&
    "format" in value &&
    typeof value.format === "number" &&
    value.format > 2
  );
}

const parseSlot = (slot: Uint8Array): unknown =>
  slot.length > MAX_SLOT_FILE ? undefined : parseJson(new TextDecoder().decode(slot));

const slotContext = (library: string, format: 1 | 2): string => `reader-desk key-slot ${library} ${format}`;
