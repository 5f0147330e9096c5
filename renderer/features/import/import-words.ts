/**
 * Sentences for everything that an import can meet. The switch is exhaustive: a new tag does not compile without its
 * words.
 */

import type { Problem, RowNotice } from "#shared/import-export/cells/problems.ts";
import type { Suspicion } from "#shared/import-export/plan/plan-row.ts";
import { assertNever } from "#shared/kernel/assert.ts";
import type { Format } from "../../i18n/format.ts";
import type { Translate } from "../../i18n/i18n.ts";
import type { Message } from "../../i18n/message-id.ts";
import type { ImportFailure } from "./import-store.ts";

export const encodingName = (encoding: string): Message => {
  switch (encoding) {
    case "gb18030":
      return { id: "import.encoding-gb18030" };
    case "big5":
      return { id: "import.encoding-big5" };
    case "utf-16le":
      return { id: "import.encoding-utf-16le" };
    case "utf-16be":
      return { id: "import.encoding-utf-16be" };
    default:
      return { id: "import.encoding-utf-8" };
  }
};

/** A file that is open can be read otherwise; one that did not open cannot. A stopped dry run is no stopped reading. */
export type During = "opening" | "reading" | "checking";

/** @param written rows written so far */
export function failureSentence(
  failure: ImportFailure,
  t: Translate,
  format: Format,
  during: During,
  written = 0,
): string {
  const n = format.number(written);
  switch (failure.tag) {
    case "file-too-large":
      return t("import.fail-file-too-large", { size: format.bytes(failure.bytes), limit: format.bytes(failure.limit) });
    case "empty-file":
      return t("import.fail-empty-file");
    case "not-a-table":
      return t("import.fail-not-a-table", { name: failure.name });
    case "undecodable": {
      const { id } = encodingName(failure.encoding);
      return t(during === "opening" ? "import.fail-undecodable-file" : "import.fail-undecodable", {
        line: format.number(failure.line),
        encoding: t(id),
      });
    }
    case "too-many-columns":
      return t("import.fail-too-many-columns", {
        columns: format.number(failure.columns),
        limit: format.number(failure.limit),
      });
    case "too-many-rows":
      return t("import.fail-too-many-rows", { limit: format.number(failure.limit) });
    case "full-sheet":
      return t("import.fail-full-sheet", { rows: format.number(failure.rows) });
    case "row-too-large":
      return t("import.fail-row-too-large", { row: format.number(failure.row), limit: format.number(failure.limit) });
    case "inflates-too-much":
      return t("import.fail-inflates-too-much");
    case "damaged-workbook":
      return t("import.fail-damaged-workbook");
    case "password-protected":
      return t("import.fail-password-protected");
    case "bad-json":
      return t("import.fail-bad-json");
    case "json-too-deep":
      return t("import.fail-json-too-deep", { limit: format.number(failure.limit) });
    case "cannot-read":
      return t("import.fail-cannot-read");
    case "cancelled":
      return t(during === "checking" ? "import.fail-check-cancelled" : "import.fail-cancelled");
    case "host-away":
      return t("import.fail-host-away");
    case "no-file":
      return t("import.fail-no-file");
    case "journal-silent":
      return t("import.fail-journal-silent", { n });
    case "disk-full":
      return t("import.fail-disk-full", { n, free: format.bytes(failure.freeBytes) });
    case "journal-refused":
      return t("import.fail-journal-refused", { n });
    case "disk-refused":
      return t("import.fail-disk-refused", { n, code: failure.code });
    case "folder-away":
      return t("import.fail-folder-away", { n, path: failure.path });
    case "database-gone":
      return t("import.fail-database-gone", { n });
    default:
      return assertNever(failure);
  }
}

export function problemMessage({ tag, target, value }: Problem): Message {
  if (tag === "unknown-value" && target === "branch") return { id: "import.problem-unknown-branch" };
  if ((tag === "phone-short" || tag === "phone-long") && /^[+\d\s-]+$/.test(value))
    return { id: `import.problem-${tag}-n`, values: { n: value.replace(/\D/g, "").length } };
  if (tag === "too-many-cells") return { id: "import.problem-too-many-cells", values: { n: Number(value) } };
  return { id: `import.problem-${tag}` };
}

export const noticeMessage = ({ tag }: RowNotice): Message => ({ id: `import.notice-${tag}` });

export function suspicionMessage(suspicion: Suspicion, noCard: string): Message {
  switch (suspicion.tag) {
    case "same-name-phone":
      return {
        id: "import.suspect-same-name-phone",
        values: { name: suspicion.name, card: suspicion.card === "" ? noCard : suspicion.card },
      };
    case "same-name":
      return { id: "import.suspect-same-name", values: { name: suspicion.name } };
    case "other-person":
      return {
        id: `import.suspect-other-person-${suspicion.by}`,
        values: { name: suspicion.name, card: suspicion.card === "" ? noCard : suspicion.card },
      };
    case "several-readers":
      return { id: "import.suspect-several-readers", values: { n: suspicion.readerIds.length } };
    case "erased":
      return { id: suspicion.belongs ? "import.suspect-erased-owner" : "import.suspect-erased" };
    case "twice-in-file":
      return {
        id: `import.suspect-twice-in-file-${suspicion.isOther ? "other" : suspicion.by}`,
        values: { row: suspicion.firstRow, name: suspicion.name },
      };
    default:
      return assertNever(suspicion);
  }
}
