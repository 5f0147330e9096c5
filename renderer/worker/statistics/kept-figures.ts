/** Sums that are kept beside the pack, so that neither a start nor another month counts everybody again. */
import type { DeskDb } from "../../db/database.ts";
import { isSameShape } from "../kept/same-shape.ts";
import type { Counted } from "./counted.ts";
import { keptUse } from "./library-use.ts";
import type { Look } from "./library-view.ts";

/** Raise it when what is counted changes: sums of another format are counted again. */
export const FIGURES_FORMAT = 1;

interface KeptSums<S> {
  readonly format: number;
  /** Branches as they were: their open days are in the sums. */
  readonly house: string;
  readonly sums: S;
}

export interface KeptFigures {
  /** Undefined where they are not kept, or not to be relied on. @param none sums of nobody, as they are built */
  readonly read: <S>(name: string, look: Look, none: S) => Promise<Counted<S> | undefined>;
  /** @param counted over the people in the pack */
  readonly write: <S>(name: string, look: Look, counted: Counted<S>) => Promise<void>;
  /** Takes away all others. */
  readonly keepOnly: (names: ReadonlySet<string>) => Promise<void>;
}

export const createKeptFigures = (db: DeskDb): KeptFigures => ({
  async read(name, { use, packed, house }, none) {
    if (use.packed === null || packed === null) return undefined;
    const content = await keptUse.readBeside(db, use.packed.at, name).catch(() => undefined);
    return isKept(content) && content.house === house && isSameShape(none, content.sums) ? { people: packed.people, sums: content.sums } : undefined;
  },
  async write(name, { use, packed, house }, { people, sums }) {
    if (use.packed === null || packed?.people !== people) throw new Error("only what is counted of the pack stands beside it");
    await keptUse.writeBeside(db, use.packed.at, name, { format: FIGURES_FORMAT, house, sums } satisfies KeptSums<unknown>);
  },
  keepOnly: (names) => keptUse.keepBeside(db, names),
});

const isKept = (content: unknown): content is KeptSums<unknown> =>
  typeof content === "object" && content !== null && "format" in content && content.format === FIGURES_FORMAT && "house" in content && "sums" in content;
