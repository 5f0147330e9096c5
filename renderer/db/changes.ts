/** What a command wants changed, in the field's terms; the writer turns it into an entry's operations. */
import type { Json } from "#shared/kernel/json.ts";
import type { Kind, Values } from "#shared/model/kinds.ts";
import { DELETED, type WriteRef } from "#shared/replication/entry.ts";

/** `null` clears a field. For a set: its whole new list, or which elements come (true) and go. For a map: only the keys that change. */
export type Patch<K extends Kind> = { readonly [F in keyof Values<K>]?: Values<K>[F] | null | Readonly<Record<string, unknown>> };

export type Change =
  | { readonly act: "create"; readonly kind: Kind; readonly id: string; readonly values: Readonly<Record<string, unknown>> }
  | {
      readonly act: "edit";
      readonly kind: Kind;
      readonly id: string;
      readonly patch: Readonly<Record<string, unknown>>;
      /** The frontier that the form was opened on (R10): see `opened-form.ts`. */
      readonly openedOn?: Readonly<Record<string, readonly WriteRef[]>>;
    }
  | { readonly act: "delete"; readonly kind: Kind; readonly id: string }
  /** Cells written as they are: resolutions, aliases, undo. */
  | { readonly act: "cells"; readonly kind: Kind; readonly id: string; readonly cells: Readonly<Record<string, Json>> };

export const create = <K extends Kind>(kind: K, id: string, values: Values<K>): Change => ({ act: "create", kind, id, values });

export const edit = <K extends Kind>(kind: K, id: string, patch: Patch<K>, openedOn?: Readonly<Record<string, readonly WriteRef[]>>): Change =>
  openedOn === undefined ? { act: "edit", kind, id, patch } : { act: "edit", kind, id, patch, openedOn };

/** A record whose id is derived comes back after a deletion as the same record, with what it held: `null` clears a field. */
export const createAgain = <K extends Kind>(kind: K, id: string, values: Patch<K>, isDeleted: boolean): readonly Change[] => {
  const made: Change = { act: "create", kind, id, values };
  return isDeleted ? [{ act: "cells", kind, id, cells: { [DELETED]: null } }, made] : [made];
};

export const remove = (kind: Kind, id: string): Change => ({ act: "delete", kind, id });
