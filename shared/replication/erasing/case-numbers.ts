/**
 * Case numbers in records that outlive an erasing (looks, exports): who looked, when and at what stays, about whom
 * is gone. Whoever erases gives all looks at one person one number; a look that comes later, from a desk that did not
 * know, gets one of its own by whoever finds it. The number is an ordinary write, so the order of arrival is no matter.
 */
import type { Json } from "../../kernel/json.ts";
import { caseOf, NO_CASE, namedIn, OUTLIVING } from "../../model/who-is-named.ts";
import type { Op } from "../rows/entry.ts";
import type { AnyRow } from "../rows/row.ts";
import type { Ledger, RecordKey } from "./ledger.ts";
import { recordKey } from "./ledger.ts";

type KindRow = readonly [kind: string, row: AnyRow];

/** The key under which a row without a number is looked for. */
export const UNNUMBERED: RecordKey = recordKey(NO_CASE);

/** Of some rows, those about one of these; each once, by kind and id, in whatever order they are kept. */
export const casesAmong = (rows: readonly KindRow[], about: Ledger): readonly KindRow[] => {
  const found = rows.filter(
    ([kind, row]) => OUTLIVING.some((field) => field.kind === kind) && namedIn(kind, row).some((key) => about.has(key)),
  );
  const once = new Map(found.map((one) => [recordKey({ kind: one[0], id: one[1].id }), one]));
  return [...once].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
};

/** What gives a record a number in the place of whom it is about. */
export const numberOp = ([kind, row]: KindRow, number: string): Op => ({
  kind,
  id: row.id,
  cells: Object.fromEntries(
    OUTLIVING.flatMap((field): readonly (readonly [string, Json])[] =>
      field.kind === kind ? [[field.field, caseOf(number)]] : [],
    ),
  ),
});
