/**
 * One run's world: time, dice, shares, desks, and what is known about it from outside. Breaches of a check are
 * collected here the moment they happen.
 */
import type { RemovalWay } from "#shared/model/removal.ts";
import type { CheckpointRule } from "#shared/replication/checkpoints/checkpoint-due.ts";
import { type BatchRef, batchName, isStreamId, parseName } from "#shared/replication/files/names.ts";
import type { StreamId } from "#shared/replication/rows/entry.ts";
import { CHECKS, type CheckNumber, type Harm } from "./checks.ts";
import type { Desk } from "./desk.ts";
import type { FastKey, FastLibrary } from "./fast-seal.ts";
import type { FileTree } from "./file-tree.ts";
import { type Breach, Promises, type Token } from "./promises.ts";
import { createRandom, type Random } from "./random.ts";
import { Schedule } from "./schedule.ts";
import { Share } from "./share.ts";
import { Trace } from "./trace.ts";
import { checkpointRule, drawWeather, type Weather } from "./weather.ts";

/** 2026-03-02, a Monday. */
const START_MS = 1_772_409_600_000;

export interface WorldOptions {
  readonly seed: number;
  readonly minDesks: number;
  readonly maxDesks: number;
  /** People erase readers as well; without it no dice are thrown for that. */
  readonly erases?: boolean;
}

const FIRST_NAMING_SEED = 1000;

export class World {
  readonly random: Random;
  readonly schedule = new Schedule(START_MS);
  readonly trace = new Trace(this.schedule, START_MS);
  readonly promises = new Promises();
  readonly breaches: Breach[] = [];
  readonly desks: Desk[] = [];
  readonly shares: Share[];
  readonly library: FastLibrary = { library: "0123456789abcdef", epoch: 1, key: "the key of this library" };
  /** Of all epochs, known to whoever looks on from outside. */
  readonly keys: FastKey[] = [];
  /** Streams that somebody has taken out. */
  readonly out = new Map<StreamId, RemovalWay>();
  weather: Weather;
  readonly days: number;
  readonly deskCount: number;
  /** Every file that a desk has made, by name: a name has one content for ever (check 6). */
  readonly honest = new Map<string, Uint8Array>();
  /** The commands in a batch. */
  readonly tokensOfBatch = new Map<string, readonly Token[]>();
  /** Names that some misfortune has taken away or spoilt. */
  readonly struck = new Set<string>();
  readonly signKeys = new Map<string, string>();
  hasClones = false;
  /** The one desk whose clock may run years ahead. */
  yearsAhead: Desk | null = null;
  hasRestores = false;
  /** Commands on lines that a fork has excluded, for which a person must decide. */
  waiting = 0;
  /** Calls that were answered by an error, late, falsely or never. */
  faults = 0;
  /** How often each check was looked at, by its number. */
  readonly looks: number[] = Array.from({ length: CHECKS.length + 1 }, () => 0);
  /** People have gone home: what is open stays unsaved. */
  isOver = false;
  /** Names that were ever put on a folder. */
  readonly #shown = new Set<string>();
  /** Operations in one transaction of a pull; few, and a crash finds a batch half applied. */
  readonly sliceOps: number;
  /** When checkpoints are made. */
  readonly checkpoints: CheckpointRule;
  readonly erases: boolean;
  /**
   * Whoever begins a key epoch names the computers that she knows. Those of older versions named nobody; the planted
   * bugs are pinned to seeds of theirs.
   */
  readonly namesComputers: boolean;
  #tokens = 0;

  constructor({ seed, minDesks, maxDesks, erases = false }: WorldOptions) {
    this.erases = erases;
    this.namesComputers = seed >= FIRST_NAMING_SEED;
    this.random = createRandom(seed);
    this.weather = drawWeather(this.random);
    this.checkpoints = checkpointRule(this.weather);
    this.deskCount = this.random.between(minDesks, maxDesks);
    this.days = this.random.between(3, 20);
    this.sliceOps = this.random.chance(0.4) ? this.random.between(1, 3) : 200;
    this.shares = (this.weather.stick ? ["share", "stick"] : ["share"]).map(
      (name) => new Share(name, this.schedule, this.random),
    );
  }

  get everyKey(): FastLibrary {
    return { ...this.library, others: this.keys };
  }

  get startMs(): number {
    return START_MS;
  }

  nextToken(): Token {
    this.#tokens += 1;
    return `w${this.#tokens}`;
  }

  look(check: CheckNumber): void {
    this.looks[check] = (this.looks[check] ?? 0) + 1;
  }

  get allFaults(): number {
    return this.shares.reduce((sum, { faults }) => sum + faults, this.faults);
  }

  fail(check: CheckNumber, sentence: string, harm?: Harm): void {
    this.breaches.push({ check, sentence, ...(harm !== undefined && { harm }) });
    this.trace.say("", `CHECK ${check}: ${sentence}`);
  }

  /** A desk writes a file: checks 6 and 7. */
  watchPut(desk: string, share: Share | null, name: string, bytes: Uint8Array): void {
    const before = this.honest.get(name);
    const parsed = parseName(name);
    // a checkpoint that a crash cut off before anybody saw a part of it is made anew; twins make theirs before they
    // know of each other
    const isUnseen =
      share === null &&
      (parsed?.tag === "part" || parsed?.tag === "manifest") &&
      (this.hasClones || !this.#shown.has(name));
    if (share !== null) this.#shown.add(name);
    // a folder and a profile that went back together have left nothing of what once bore the name
    const isForgotten =
      before !== undefined &&
      ![...this.desks.map(({ local }) => local), ...this.shares.map(({ files }) => files)].some(
        (files) => files.get(name) !== undefined,
      );
    if (before === undefined || isUnseen || isForgotten) this.honest.set(name, bytes);
    else {
      this.look(6);
      if (!sameBytes(before, bytes)) this.fail(6, `${desk} gives ${name} a second content`);
    }
    if (share === null || parsed?.tag !== "head") return;
    this.look(7);
    const batch = batchName(parsed);
    if (!this.isWhole(share.files, batch) && !share.lied.has(batch) && !this.struck.has(batch))
      this.fail(7, `${desk} publishes ${name}, and its batch is not there`);
  }

  isWhole(files: FileTree, name: string): boolean {
    const bytes = files.get(name);
    const honest = this.honest.get(name);
    return bytes !== undefined && honest !== undefined && sameBytes(bytes, honest);
  }

  /** Whole batches in a store. */
  batchesIn(files: FileTree): BatchRef[] {
    return files.names().flatMap((name) => {
      const parsed = parseName(name);
      return parsed?.tag === "batch" && isStreamId(parsed.stream) && this.isWhole(files, name) ? [parsed] : [];
    });
  }

  /**
   * Whether taking these files away for good would tear a hole that no store and no desk can fill, or take what
   * somebody may have seen: that is what "declared lost" is for, which has tests of its own.
   * @param others all that stays
   */
  wouldTear(taken: readonly BatchRef[], others: readonly FileTree[]): boolean {
    const kept = new Set<string>();
    const highest = new Map<string, number>();
    for (const files of others) {
      for (const ref of this.batchesIn(files)) {
        kept.add(batchName(ref));
        highest.set(ref.stream, Math.max(highest.get(ref.stream) ?? 0, ref.no));
      }
    }
    return taken.some(
      (ref) =>
        !kept.has(batchName(ref)) && ((highest.get(ref.stream) ?? 0) > ref.no || this.#shown.has(batchName(ref))),
    );
  }

  /** Whole batches that a head tells of; nobody looks for others. */
  #announcedIn(files: FileTree): BatchRef[] {
    const highest = new Map<string, number>();
    for (const name of files.names()) {
      const parsed = parseName(name);
      if (parsed?.tag === "head") highest.set(parsed.stream, Math.max(highest.get(parsed.stream) ?? 0, parsed.no));
    }
    return this.batchesIn(files).filter(({ stream, no }) => no <= (highest.get(stream) ?? 0));
  }

  /** What only a lost disk or folder held is lost: nobody was promised more. */
  excuseLost(had: ReadonlySet<Token>): void {
    const left = new Set<Token>();
    for (const desk of this.desks) for (const token of desk.tokens()) left.add(token);
    for (const share of this.shares)
      for (const ref of this.#announcedIn(share.files))
        for (const token of this.tokensOfBatch.get(batchName(ref)) ?? []) left.add(token);
    const lost = [...had].filter((token) => !left.has(token));
    for (const token of lost) this.promises.excuse(token);
    if (lost.length > 0) this.trace.say("", `nobody has ${lost.join(" ")} any more`);
  }
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a === b || (a.length === b.length && a.every((byte, index) => byte === b[index]));
