/** Sums that are kept beside the pack, so that neither a start nor another month counts everybody again. */
import { isSameShape } from "../../kept/same-shape.ts";
import type { Beside } from "../../library-use/library-use.ts";
import type { LibraryLook } from "../../library-use/library-view.ts";
import type { Counted } from "./counted.ts";

/** Raise it when what is counted changes: sums of another format are counted again. */
export const FIGURES_FORMAT = 10;

interface KeptSums {
  readonly format: number;
  /** Open days of the branches as they were: they are in the sums. */
  readonly house: string;
  readonly sums: unknown;
}

interface KeptFigures {
  /**
   * Undefined where they are not kept, or not to be relied on. @param look at a pack, perhaps an earlier one. @param
   * none sums of nobody, as they are built
   */
  readonly read: <S>(name: string, look: LibraryLook, none: S) => Promise<Counted<S> | undefined>;
  /** @param counted over the people in the pack. @returns whether it is still the pack */
  readonly write: <S>(name: string, look: LibraryLook, counted: Counted<S>) => Promise<boolean>;
  /** Takes away all others. */
  readonly keepOnly: (names: ReadonlySet<string>) => Promise<void>;
}

export const createKeptFigures = (beside: Beside): KeptFigures => ({
  async read(name, { use, packed, house }, none) {
    if (use.packed === null || packed === null) return undefined;
    const content = await beside.read(use.packed, name).catch(() => undefined);
    return isKept(content) && content.house === house && isSameShape(none, content.sums)
      ? { people: packed.people, placed: undefined, sums: content.sums }
      : undefined;
  },
  async write(name, { use, packed, house }, { people, sums }) {
    if (use.packed === null || packed?.people !== people) return false;
    return await beside.write(use.packed, name, { format: FIGURES_FORMAT, house, sums } satisfies KeptSums);
  },
  keepOnly: (names) => beside.keepOnly(names),
});

const isKept = (content: unknown): content is KeptSums =>
  typeof content === "object" &&
  content !== null &&
  "format" in content &&
  content.format === FIGURES_FORMAT &&
  "house" in content &&
  "sums" in content;
