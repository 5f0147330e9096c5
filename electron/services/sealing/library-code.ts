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
import { parseJson } from "./card-file.ts";

const CODE_LENGTH = 26;
const GROUP = 5;
const KIB = 1024;
const COST = { memoryKib: 64 * KIB, passes: 3 };
/** Nobody may make us skip the work, nor take more memory than an old PC has. */
const FLOOR = { memoryKib: 19 * KIB, passes: 2 };
const CEILING = { memoryKib: 256 * KIB, passes: 10 };

/** 130 random bits. */
export function makeLibraryCode(): string {
  // 17 bytes hold 136 bits: 27 characters, of which 26 are full
  return toBase32(randomBytes(17)).slice(0, CODE_LENGTH);
}

/** As on the sheet: upper case, in groups. */
export const formatLibraryCode = (code: string): string => (code.toUpperCase().match(new RegExp(`.{1,${GROUP}}`, "g")) ?? []).join("-");

/** What a person typed in canonical form, or null where it cannot be a code. */
export function parseLibraryCode(typed: string): string | null {
  const code = normalizeBase32(typed);
  return code !== null && code.length === CODE_LENGTH ? code : null;
}

const range = (floor: number, ceiling: number): v.GenericSchema<unknown, number> => v.pipe(v.number(), v.safeInteger(), v.minValue(floor), v.maxValue(ceiling));
const hex = (bytes: number): v.GenericSchema<unknown, string> => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`)));

const slotSchema = v.object({
  format: v.literal(1),
  library: v.pipe(v.string(), v.regex(/^[0-9a-hjkmnp-tv-z]{16}$/)),
  epoch: v.literal(1),
  memoryKib: range(FLOOR.memoryKib, CEILING.memoryKib),
  passes: range(FLOOR.passes, CEILING.passes),
  salt: hex(16),
  nonce: hex(12),
  wrapped: hex(48),
});

/** The file of a key slot: the library key, readable with the code. */
export async function wrapKey(code: string, library: string, key: Uint8Array): Promise<Uint8Array> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", await codeKey(code, salt, COST), nonce).setAAD(new TextEncoder().encode(slotContext(library)));
  const wrapped = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return new TextEncoder().encode(`${JSON.stringify({ format: 1, library, epoch: 1, ...COST, salt: bytesToHex(salt), nonce: bytesToHex(nonce), wrapped: bytesToHex(wrapped) })}\n`);
}

export type UnwrapError = { readonly tag: "code-wrong" } | { readonly tag: "newer-format" } | { readonly tag: "slot-damaged" };

export async function unwrapKey(code: string, library: string, slot: Uint8Array): Promise<Result<Uint8Array, UnwrapError>> {
  const value = parseJson(new TextDecoder().decode(slot.subarray(0, 4096)));
  if (typeof value === "object" && value !== null && "format" in value && typeof value.format === "number" && value.format > 1) return err({ tag: "newer-format" });
  const parsed = v.safeParse(slotSchema, value);
  if (!parsed.success || parsed.output.library !== library) return err({ tag: "slot-damaged" });
  const { memoryKib, passes, salt, nonce, wrapped } = parsed.output;
  const sealed = hexToBytes(wrapped);
  const decipher = createDecipheriv("aes-256-gcm", await codeKey(code, hexToBytes(salt), { memoryKib, passes }), hexToBytes(nonce), { authTagLength: 16 });
  decipher.setAAD(new TextEncoder().encode(slotContext(library))).setAuthTag(sealed.subarray(32));
  try {
    return ok(Uint8Array.from(Buffer.concat([decipher.update(sealed.subarray(0, 32)), decipher.final()])));
  } catch {
    return err({ tag: "code-wrong" });
  }
}

const slotContext = (library: string): string => `reader-desk key-slot ${library} 1`;

const codeKey = (code: string, salt: Uint8Array, { memoryKib, passes }: typeof COST): Promise<Uint8Array> =>
  argon2id({ password: code, salt, memorySize: memoryKib, iterations: passes, parallelism: 1, hashLength: 32, outputType: "binary" });
