/**
 * A test of faults plays one scene hundreds of times, and each desk in it opens the same files anew: to verify one
 * signature takes longer than all the rest of a sync. What opened or refused these very bytes with these very
 * keys in this very place does so again, so it is done once.
 */
import { createHash } from "node:crypto";

const MOST = 20_000;
const answers = new Map<string, unknown>();

/** @param asked everything but the bytes on which the answer depends @returns frozen, as others get it too */
export function openedOnce<T extends object>(asked: readonly (string | number)[], bytes: Uint8Array, open: () => T): T {
  const name = `${asked.join(" ")} ${createHash("sha256").update(bytes).digest("base64")}`;
  const known = answers.get(name) as T | undefined; // under this name only this function's answers stand
  if (known !== undefined) return known;
  const answer = Object.freeze(open());
  if (answers.size >= MOST) answers.clear();
  answers.set(name, answer);
  return answer;
}
