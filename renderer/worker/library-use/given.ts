/** What colleagues gave a reader in a year: service records, whoever began them, and their minutes. */
import { lastUpTo, placeBehind } from "#shared/analysis/ascending.ts";
import type { ReaderUses } from "#shared/analysis/uses.ts";
import { VALUE_DAYS } from "#shared/analysis/value.ts";
import type { ReaderUse } from "./reader-use.ts";

export interface Given {
  readonly contacts: number;
  readonly minutes: number;
  /** The last day with a service record, however long ago; undefined where there is none. */
  readonly lastContact: number | undefined;
}

const NOTHING: Given = { contacts: 0, minutes: 0, lastContact: undefined };

export function givenOn({ contacts, minutes }: Pick<ReaderUse, "contacts" | "minutes">, day: number): Given {
  if (contacts.from === contacts.to) return NOTHING;
  return { contacts: amountOn(contacts, day), minutes: amountOn(minutes, day), lastContact: lastUpTo(contacts, day) };
}

function amountOn(uses: ReaderUses, day: number): number {
  let sum = 0;
  const until = placeBehind(uses, day);
  for (let row = placeBehind(uses, day - VALUE_DAYS); row < until; row++) sum += uses.amounts[row] ?? 0;
  return sum;
}
