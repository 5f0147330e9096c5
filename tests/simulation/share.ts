/**
 * A folder that all desks reach, and everything a folder can do to them: errors, silence, lies, stale and
 * partial listings, files that others see late. `files` is what truly stands there; what a desk is told is
 * another matter.
 */
import { equalBytes } from "#shared/kernel/bytes.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { PutError, StoreError } from "#shared/kernel/store-outcome.ts";
import { FileTree } from "./file-tree.ts";
import type { Random } from "./random.ts";
import type { Schedule } from "./schedule.ts";
import type { Weather } from "./weather.ts";

type Late = { readonly by: string; readonly until: number };

export class Share {
  readonly files = new FileTree();
  /** Older states: what a stale listing shows, and what a restored backup brings back. */
  readonly past: FileTree[] = [];
  /** Names that were told to be written and are not there, or not whole. */
  readonly lied = new Set<string>();
  readonly #late = new Map<string, Late>();
  awayUntil = 0;
  readOnlyUntil = 0;
  /** Calls that were not answered as the files stand. */
  faults = 0;
  /** Counted over all desks, to see whether idle is silent. */
  calls = { list: 0, get: 0, put: 0, delete: 0 };

  constructor(
    readonly name: string,
    readonly schedule: Schedule,
    readonly random: Random,
  ) {}

  remember(): void {
    this.past.push(new FileTree(this.files));
    if (this.past.length > 6) this.past.splice(this.random.below(5), 1);
  }

  /** Everything is seen by everybody, and nobody is kept away. */
  heal(): void {
    this.#late.clear();
    this.awayUntil = 0;
    this.readOnlyUntil = 0;
  }

  get isAway(): boolean {
    return this.schedule.now < this.awayUntil;
  }

  list(desk: string, folder: string, weather: Weather): Result<readonly string[], StoreError> {
    this.calls.list += 1;
    if (this.isAway) return err({ tag: "no-folder" });
    const stale = this.random.chance(weather.staleList) ? this.random.oneOf(this.past) : undefined;
    if (stale !== undefined) this.faults += 1;
    const names = (stale ?? this.files).list(folder);
    if (names === undefined) return err({ tag: "missing" });
    const prefix = folder === "" ? "" : `${folder}/`;
    let seen = names.filter((name) => !this.#isHidden(desk, prefix + name));
    if (this.#strikes(weather.partialList)) seen = seen.filter(() => this.random.chance(0.6));
    if (this.#strikes(weather.partialList)) seen = [...seen, ...seen.slice(0, 2)];
    return seen.length === 0 && folder !== "" ? err({ tag: "missing" }) : ok(seen);
  }

  get(desk: string, name: string, weather: Weather): Result<Uint8Array, StoreError> {
    this.calls.get += 1;
    if (this.isAway) return err({ tag: "no-folder" });
    const bytes = this.files.get(name);
    if (bytes === undefined || this.#isHidden(desk, name)) return err({ tag: "missing" });
    return ok(this.#strikes(weather.badRead) ? damaged(bytes, this.random) : bytes);
  }

  put(desk: string, name: string, bytes: Uint8Array, weather: Weather): Result<null, PutError> {
    this.calls.put += 1;
    if (this.isAway) return err({ tag: "no-folder" });
    if (this.schedule.now < this.readOnlyUntil) return err({ tag: "read-only" });
    const standing = this.files.get(name);
    if (standing !== undefined) return equalBytes(standing, bytes) ? ok(null) : err({ tag: "other-content" });
    if (this.#strikes(weather.storeLie)) return this.#putFalsely(name, bytes);
    this.files.set(name, bytes);
    if (weather.lateMs > 0 && this.random.chance(0.5))
      this.#late.set(name, { by: desk, until: this.schedule.now + this.random.below(weather.lateMs) });
    return ok(null);
  }

  delete(name: string): Result<null, StoreError> {
    this.calls.delete += 1;
    if (this.isAway) return err({ tag: "no-folder" });
    if (this.schedule.now < this.readOnlyUntil) return err({ tag: "unknown", code: "EROFS" });
    this.files.delete(name);
    return ok(null);
  }

  #strikes(chance: number): boolean {
    const does = this.random.chance(chance);
    if (does) this.faults += 1;
    return does;
  }

  /** Success and nothing stored, success and half of it stored, or stored and no success. */
  #putFalsely(name: string, bytes: Uint8Array): Result<null, PutError> {
    switch (this.random.below(4)) {
      case 0:
        this.lied.add(name);
        return ok(null);
      case 1:
        this.lied.add(name);
        this.files.set(name, damaged(bytes, this.random));
        return ok(null);
      case 2:
        this.lied.add(name);
        this.files.set(name, damaged(bytes, this.random));
        return err({ tag: "unknown", code: "EIO" });
      default:
        this.files.set(name, bytes);
        return err({ tag: "unknown", code: "EIO" });
    }
  }

  #isHidden(desk: string, name: string): boolean {
    const late = this.#late.get(name);
    if (late === undefined || late.by === desk) return false;
    if (this.schedule.now < late.until) return true;
    this.#late.delete(name);
    return false;
  }
}

/** Torn, zeroed, cut short or with one bit flipped. */
export function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = Uint8Array.from(bytes);
  if (bytes.length === 0) return Uint8Array.of(0);
  const at = random.below(bytes.length);
  switch (random.below(5)) {
    case 0:
      return copy.subarray(0, at);
    case 1:
      return copy.fill(0, at);
    case 2:
      copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
      return copy;
    case 3:
      return copy.subarray(0, copy.length - 1);
    default:
      return Uint8Array.from([...copy, 0]);
  }
}
