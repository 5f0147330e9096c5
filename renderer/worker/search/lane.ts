/**
 * One text of all readers' values of one sort, so that a search is one run through memory. It is kept in
 * blocks, so that a change rewrites a thousandth of it. A field begins with a mark below the space, which
 * no folded value contains; the text of a reader ends with END.
 */
import { isPackedTexts, type PackedTexts, packTexts, unpackTexts } from "./packed-texts.ts";

export const END = "\u0000";
const BLOCK = 1024;

interface Block {
  /** The readers' texts while they change; joined, and dropped, when a search comes. */
  texts: string[] | null;
  text: string;
  /** Where each reader's text begins, and at the end the length of the whole. */
  starts: Uint32Array;
}

/** A lane as it is kept between two starts, by block. */
export type PackedLane = readonly PackedTexts[];

/** @param slots how many readers it must have */
export const isPackedLane = (value: unknown, slots: number): value is PackedLane =>
  Array.isArray(value) &&
  value.every(isPackedTexts) &&
  value.reduce((sum, { starts }) => sum + starts.length - 1, 0) === slots &&
  value.slice(0, -1).every(({ starts }) => starts.length === BLOCK + 1);

export interface Lane {
  /** @param slot the reader's number; numbers are dense, a new one is at most one above the last */
  set(slot: number, text: string): void;
  /** Visits every place where `pattern` stands, in order of slots. */
  scan(pattern: string, visit: (slot: number, text: string, at: number) => void): void;
  pack(): PackedLane;
}

export function createLane(packed: PackedLane = []): Lane {
  const blocks: Block[] = packed.map(({ text, starts }) => ({ texts: null, text, starts }));

  const joinedBlocks = (): readonly Block[] => {
    for (const block of blocks) if (block.texts !== null) join(block, block.texts);
    return blocks;
  };

  return {
    set(slot, text) {
      const index = Math.floor(slot / BLOCK);
      const block = blocks[index] ?? { texts: [], text: "", starts: new Uint32Array(1) };
      blocks[index] = block;
      block.texts ??= unpackTexts(block);
      block.texts[slot % BLOCK] = text;
    },
    scan(pattern, visit) {
      for (const [index, { text, starts }] of joinedBlocks().entries()) {
        let row = 0;
        // one further, not past the place: 0000 ends 00000
        for (let at = text.indexOf(pattern); at !== -1; at = text.indexOf(pattern, at + 1)) {
          row = rowAt(starts, row, at);
          visit(index * BLOCK + row, text, at);
        }
      }
    },
    pack: () => joinedBlocks().map(({ text, starts }) => ({ text, starts })),
  };
}

/** Places come in rising order: a few steps forward, or halving where the next one is far. */
function rowAt(starts: Uint32Array, from: number, at: number): number {
  let low = from;
  for (let steps = 0; steps < 8; steps++) {
    if (at < (starts[low + 1] ?? Number.POSITIVE_INFINITY)) return low;
    low++;
  }
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  return low;
}

function join(block: Block, texts: readonly string[]): void {
  const { text, starts } = packTexts(texts);
  block.text = text;
  block.starts = starts;
  block.texts = null;
}
