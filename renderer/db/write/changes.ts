/** What a command wants changed, in the field's terms; the writer turns it into an entry's operations. */
import type { Json } from "#shared/kernel/json.ts";
import type { Kind, Values } from "#shared/model/kinds.ts";
import type { WriteRef } from "#shared/replication/rows/entry.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";

/**
 * `null` clears a field. For a set: its whole new list, or which elements come (true) and go. For a map: only the keys
 * that change.
 */
export type Patch<K extends Kind> = {
  readonly [F in keyof Values<K>]?: Values<K>[F] | null | Readonly<Record<string, unknown>>;
};

export type Change =
  | {
      /**
       * Where a deleted record has the id, nothing of it stays but what the values say too; one that is there gets what
       * differs.
       */
      readonly act: "create";
      readonly kind: Kind;
      readonly id: string;
      readonly values: Readonly<Record<string, unknown>>;
      /** A deleted record is known to have the id: a batch of new ones looks for it at once. */
      readonly again?: true;
    }
  | {
      readonly act: "edit";
      readonly kind: Kind;
      readonly id: string;
      readonly patch: Readonly<Record<string, unknown>>;
      /** The frontier that the form was opened on (R10): see `opened-form.ts`. */
      readonly openedOn?: Readonly<Record<string, readonly WriteRef[]>>;
    }
  | ({ readonly act: "delete"; readonly kind: Kind; readonly id: string } & OnlyWhere)
  /** Cells written as they are: resolutions, aliases, undo. */
  | ({
      readonly act: "cells";
      readonly kind: Kind;
      readonly id: string;
      readonly cells: Readonly<Record<string, Json>>;
    } & OnlyWhere);

interface OnlyWhere {
  /** Asked when it is written, of the record as it stands then: somebody may have worked with it meanwhile. */
  readonly onlyWhere?: (row: AnyRow) => boolean;
}

export const create = <K extends Kind>(kind: K, id: string, values: Values<K>): Change => ({
  act: "create",
  kind,
  id,
  values,
});

/** The same, where a deleted record is known to have the id. */
export const createAgain = <K extends Kind>(kind: K, id: string, values: Values<K>): Change => ({
  act: "create",
  kind,
  id,
  values,
  again: true,
});

export const edit = <K extends Kind>(
  kind: K,
  id: string,
  patch: Patch<K>,
  openedOn?: Readonly<Record<string, readonly WriteRef[]>>,
): Change => (openedOn === undefined ? { act: "edit", kind, id, patch } : { act: "edit", kind, id, patch, openedOn });

export const remove = (kind: Kind, id: string): Change => ({ act: "delete", kind, id });
