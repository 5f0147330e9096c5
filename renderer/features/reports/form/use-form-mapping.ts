/** Which cell of a form takes which figure: kept with the form's fingerprint, for every desk. */
import { useLiveQuery } from "dexie-react-hooks";
import { type FormCell, formId } from "#shared/model/reports/report-form.ts";
import { isFigure } from "#shared/reports/figures.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { create, edit } from "../../../db/write/changes.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { OpenedWorkbook } from "../../../platform/worker/reports-api.ts";

export interface Assigned {
  /** `1!B7` */
  readonly key: string;
  /** The sheet's place, from 1. */
  readonly sheet: number;
  readonly address: string;
  readonly cell: FormCell;
}

export interface FormMapping {
  /** In the order of sheets and cells; undefined until it is read. */
  readonly assigned: readonly Assigned[] | undefined;
  /** Null takes it away. */
  readonly assign: (sheet: number, address: string, cell: FormCell | null) => Promise<boolean>;
}

export function useFormMapping(fingerprint: string, name: string): FormMapping {
  const t = useT();
  const act = useAct();
  const { db } = useServices();
  const id = formId(fingerprint);
  const stored = useLiveQuery(async () => (await db["report-form"].get(id)) ?? null, [db, id]);
  const assigned =
    stored === undefined
      ? undefined
      : Object.entries(stored?.gone === 1 ? {} : (stored?.cells ?? {})).flatMap(([key, cell]): readonly Assigned[] => {
          const [sheet = "", address = ""] = key.split("!");
          return isFigure(cell.figure) ? [{ key, sheet: Number(sheet), address, cell }] : [];
        });
  return {
    assigned: assigned?.toSorted(
      (a, b) => a.sheet - b.sheet || a.address.length - b.address.length || (a.address < b.address ? -1 : 1),
    ),
    assign: async (sheet, address, cell) => {
      const key = `${sheet}!${address}`;
      const change =
        stored === null || stored === undefined || stored.gone === 1
          ? create("report-form", id, { name, ...(cell !== null && { cells: { [key]: cell } }) })
          : edit("report-form", id, { name, cells: { [key]: cell } });
      const nameOf = (id: string): string => (isFigure(id) ? t(`reports.name-${id}`) : "");
      const figure = cell === null ? "" : nameOf(cell.figure);
      const before = assigned?.find((each) => each.key === key)?.cell.figure;
      const former = before === undefined ? undefined : nameOf(before);
      return act({
        command: "report.form",
        changes: [change],
        said:
          cell === null
            ? { id: "reports.form-did-remove", values: { address } }
            : former === undefined || former === figure
              ? { id: "reports.form-did-assign", values: { address, figure } }
              : { id: "reports.form-did-replace", values: { address, figure, former } },
      });
    },
  };
}

export interface FormAtHand {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly form: OpenedWorkbook;
}
