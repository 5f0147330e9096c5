/** How the file is read: encoding by samples, delimiter, sheet, row of names, with the first rows below. */

import { HOLDS, type Holds } from "#shared/import-export/library-use/holds.ts";
import { DELIMITERS, type Delimiter } from "#shared/import-export/table/detect-table.ts";
import { ENCODINGS, type Encoding } from "#shared/import-export/table/encoding.ts";
import type { MessageId } from "../../../i18n/message-id.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { FilePreview, ParseOptions } from "../../../platform/worker/import-api.ts";
import { Radio } from "../../../ui/checkbox.tsx";
import { Field } from "../../../ui/field.tsx";
import { Select } from "../../../ui/select.tsx";
import styles from "../import.module.css";
import { useImportFlow } from "../import-session.tsx";
import { encodingName } from "../import-words.ts";

const DELIMITER_NAMES: Readonly<Record<Delimiter, MessageId>> = {
  ",": "import.delimiter-comma",
  "\t": "import.delimiter-tab",
  ";": "import.delimiter-semicolon",
  "|": "import.delimiter-bar",
};
const SHOWN_COLUMNS = 12;

export function ParseOptionsPanel({ preview }: { readonly preview: FilePreview }) {
  const t = useT();
  const flow = useImportFlow();
  const { delimiter, sheet, headerRow, encoding, format } = preview;
  const now: ParseOptions = {
    ...(encoding !== null && { encoding }),
    ...(delimiter !== null && { delimiter }),
    ...(sheet !== null && { sheet }),
  };
  const reopen = (change: ParseOptions): void => void flow.reopen({ ...now, ...change });
  return (
    <>
      {preview.own === null && (
        <HoldsChoice holds={preview.holds} onChoose={(holds) => reopen({ ...now, headerRow, holds })} />
      )}
      {format === "delimited" && doubtful(preview) && <EncodingChoice preview={preview} />}
      <div className={styles.options}>
        {format === "delimited" && encoding !== null && !doubtful(preview) && (
          <Field label={t("import.encoding")}>
            {(control) => (
              <Select
                {...control}
                options={offeredEncodings(preview).map((value) => ({ value, label: t(encodingName(value).id) }))}
                value={encoding}
                onChange={(value) => reopen({ encoding: value })}
              />
            )}
          </Field>
        )}
        {delimiter !== null && (
          <Field label={t("import.delimiter")}>
            {(control) => (
              <Select
                {...control}
                options={DELIMITERS.map((value) => ({ value, label: t(DELIMITER_NAMES[value]) }))}
                value={delimiter}
                onChange={(value) => reopen({ delimiter: value })}
              />
            )}
          </Field>
        )}
        {sheet !== null && preview.sheets.length > 1 && (
          <Field label={t("import.sheet")}>
            {(control) => (
              <Select
                {...control}
                options={preview.sheets.map((value) => ({ value, label: value }))}
                value={sheet}
                onChange={(value) => reopen({ sheet: value })}
              />
            )}
          </Field>
        )}
        {format !== "json" && (
          <Field label={t("import.header-row")}>
            {(control) => (
              <Select
                {...control}
                options={[
                  { value: "-1", label: t("import.header-row-none") },
                  ...withoutBlankEnd(preview.head).map((_, row) => ({
                    value: String(row),
                    label: t("import.header-row-n", { row: row + 1 }),
                  })),
                ]}
                value={String(headerRow)}
                onChange={(value) => reopen({ headerRow: Number(value) })}
              />
            )}
          </Field>
        )}
      </div>
      <FirstRows preview={preview} />
    </>
  );
}

/** Guessed from the column names; a list of readers and a list of what they did need different questions. */
function HoldsChoice({ holds, onChoose }: { readonly holds: Holds; readonly onChoose: (holds: Holds) => void }) {
  const t = useT();
  return (
    <fieldset>
      <legend className={styles.legend}>{t("import.holds")}</legend>
      <div className="row">
        {HOLDS.map((one) => (
          <Radio key={one} name="holds" checked={one === holds} onChange={() => onChoose(one)}>
            {t(`import.holds-${one}`)}
          </Radio>
        ))}
      </div>
    </fieldset>
  );
}

/** More than one encoding reads it: the samples stand side by side. */
const doubtful = ({ guess }: FilePreview): boolean => (guess?.candidates.length ?? 0) > 1;

const offeredEncodings = ({ guess, encoding }: FilePreview): readonly Encoding[] =>
  ENCODINGS.filter(
    (name) =>
      guess?.candidates.some((candidate) => candidate.encoding === name) ||
      name === encoding ||
      name === "utf-8" ||
      name === "gb18030" ||
      name === "big5",
  );

function EncodingChoice({ preview }: { readonly preview: FilePreview }) {
  const t = useT();
  const flow = useImportFlow();
  const { guess, encoding } = preview;
  const samples = new Map(guess?.candidates.map((candidate) => [candidate.encoding, candidate.sample]) ?? []);
  // the file is none of the others, or they would have a sample too
  const offered = ENCODINGS.filter((name) => samples.has(name) || name === encoding);
  return (
    <fieldset>
      <legend className={styles.legend}>{t("import.encoding")}</legend>
      <p className="meta">{t(guess?.ask ? "import.encoding-ask" : "import.encoding-hint")}</p>
      <div className={styles.samples}>
        {offered.map((name) => (
          <div key={name} className={styles.sample}>
            <Radio name="encoding" checked={name === encoding} onChange={() => void flow.reopen({ encoding: name })}>
              {t(encodingName(name).id)}
            </Radio>
            {samples.has(name) && <pre>{samples.get(name)}</pre>}
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function FirstRows({ preview }: { readonly preview: FilePreview }) {
  const t = useT();
  const rows = withoutBlankEnd(
    preview.format === "json" ? [preview.columns.map(({ header }) => header), ...sampleRows(preview)] : preview.head,
  );
  const widest = Math.max(0, ...rows.map((cells) => cells.length));
  const shown = Math.min(SHOWN_COLUMNS, widest);
  const nameRow = preview.format === "json" ? 0 : preview.headerRow;
  return (
    <section aria-labelledby="head-h" className={styles.head}>
      <div className="section-head">
        <h2 id="head-h">{t("import.head-title")}</h2>
        {widest > shown && <span className="meta">{t("import.head-more", { n: widest - shown })}</span>}
      </div>
      <table>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name
            <tr key={row} className={row === nameRow ? styles.names : undefined}>
              <th scope="row" className="nums meta">
                {row + 1}
              </th>
              {Array.from({ length: shown }, (_, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={column}>{cells[column]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A last line that is ended has nothing behind it. */
const withoutBlankEnd = (rows: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  rows.slice(0, 1 + rows.findLastIndex((cells) => cells.some((cell) => cell.trim() !== "")));

const sampleRows = ({ columns }: FilePreview): readonly (readonly string[])[] =>
  [0, 1, 2].map((order) => columns.map(({ samples }) => samples[order] ?? ""));
