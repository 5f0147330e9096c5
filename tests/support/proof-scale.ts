import { test } from "vitest";
import { drawnCases } from "./drawn-cases.ts";

/** How much of a proof is run: a first slice in `npm test`, all of it in `npm run prove`. */
export const proofScale = <Scale>(test: Scale, prove: Scale): Scale =>
  process.env.READER_DESK_PROVE === "1" ? prove : test;

/** A test that only a proof runs: `npm test` neither runs nor names it. */
export const proofTest: typeof test = proofScale((() => undefined) as unknown as typeof test, test); // nothing is chained to it

/** One for a whole `npm test`, so that what has failed is tried again and not something else; it says which. */
const DRAWN = Number(process.env.READER_DESK_DRAW || Math.floor(Math.random() * 1e6));

/**
 * At which of many calls something is tried, counted from 1: at each `step`-th in `npm test`, from one that is drawn on,
 * and at every one in `npm run prove`.
 */
export const proofCalls = (step: number): { readonly first: number; readonly each: number } =>
  proofScale({ first: 1 + (DRAWN % step), each: step }, { first: 1, each: 1 });

interface Draw {
  /** How many are drawn: 1 where it is not given. */
  readonly count?: number;
  /** Of several draws side by side, so that they do not all take the same ones. */
  readonly place?: number;
}

/**
 * Of cases each as good as any other: those that are drawn in `npm test`, all of them in `npm run prove`; in their
 * order.
 */
export const proofDraw = <Case>(cases: readonly Case[], { count = 1, place = 0 }: Draw = {}): readonly Case[] =>
  proofScale(drawnCases(cases, DRAWN + place, count), cases);
