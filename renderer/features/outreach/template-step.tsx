/** The texts of an outreach, one for each channel and language, and the three rows in which the text reads worst. */
import { TriangleAlert } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { saysHowToRefuse } from "#shared/model/outreach/outreach-goals.ts";
import { smsLength, smsLimit } from "#shared/outreach/messages/sms-length.ts";
import { REFUSAL_WORDS, smsText } from "#shared/outreach/messages/sms-text.ts";
import { MERGE_NAMES, OUTREACH_FIELDS, type OutreachField } from "#shared/outreach/text/merge-fields.ts";
import { fieldsOfNobody, parseMergeText } from "#shared/outreach/text/merge-text.ts";
import { stoppedRows, type WorstRow, worstRows } from "#shared/outreach/text/worst-rows.ts";
import { PersonName } from "../../desk-services/person-name.tsx";
import { useLibraryName } from "../../desk-services/use-library-name.ts";
import { LANGUAGE_NAMES, LOCALES, type Locale } from "../../i18n/locale.ts";
import { useFormat, useLocale, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { PickDialog } from "../../ui/dialogs/pick-dialog.tsx";
import { isIme } from "../../ui/keyboard.ts";
import { Pill } from "../../ui/pill.tsx";
import { Select } from "../../ui/select.tsx";
import { TextArea } from "../../ui/text-input.tsx";
import { CallSettings } from "./call-settings.tsx";
import styles from "./outreach.module.css";
import { type ReaderText, templateKey } from "./reader-texts.ts";
import type { StepProps } from "./use-outreach-acts.ts";
import { useReaderTexts } from "./use-reader-texts.ts";

export function TemplateStep({ row, acts }: Pick<StepProps, "row" | "acts">) {
  const t = useT();
  const here = useLocale();
  const { channels = [] } = row;
  const [path, navigate] = useLocation();
  const search = new URLSearchParams(useSearch());
  const asked = search.get("channel");
  const language = LOCALES.find((each) => each === search.get("language")) ?? here;
  // in the address, where the way back finds it
  const ask = (name: "channel" | "language", value: string): void => {
    search.set(name, value);
    navigate(`${path}?${search}`, { replace: true });
  };
  const channel = channels.find((each) => each === asked) ?? channels[0];
  if (channel === undefined) return <p className="field-error">{t("outreach.no-channel")}</p>;
  const key = templateKey(channel, language);
  return (
    <div className="stack">
      <div className="row row-wrap">
        <fieldset className={styles.seg}>
          <legend className="vh">{t("words.outreach.channels")}</legend>
          {channels.map((each) => (
            <button key={each} type="button" aria-pressed={each === channel} onClick={() => ask("channel", each)}>
              {t(`words.contact.${each}`)}
            </button>
          ))}
        </fieldset>
        <Select
          aria-label={t("outreach.text-language")}
          value={language}
          options={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          onChange={(value) => ask("language", value)}
        />
      </div>
      <OneTemplate key={key} row={row} acts={acts} channel={channel} language={language} />
      {channel === "phone" && <CallSettings row={row} acts={acts} />}
    </div>
  );
}

interface OneTemplateProps extends Pick<StepProps, "row" | "acts"> {
  readonly channel: ContactChannel;
  readonly language: Locale;
}

function OneTemplate({ row, acts, channel, language }: OneTemplateProps) {
  const t = useT();
  const key = templateKey(channel, language);
  const kept = row.templates?.[key] ?? "";
  const [text, setText] = useState(kept);
  const [isPicking, setIsPicking] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const caret = useRef(0);
  const shown = useDeferredValue(text);
  const latest = useRef({ text, kept, acts });
  useEffect(() => {
    latest.current = { text, kept, acts };
  });
  const keep = (): void => {
    const now = latest.current;
    if (now.text !== now.kept) void now.acts.change({ templates: { [key]: now.text.trim() === "" ? null : now.text } });
  };
  // another step or channel takes the field away before it is left
  useEffect(() => keepAtEnd(latest, key), [key]);
  const insert = (written: string): void => {
    const at = caret.current;
    setText((now) => now.slice(0, at) + written + now.slice(at));
    caret.current = at + written.length;
    setIsPicking(false);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(caret.current, caret.current);
    });
  };
  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (isIme(event.nativeEvent) || event.key !== "/") return;
    event.preventDefault();
    caret.current = event.currentTarget.selectionStart;
    setIsPicking(true);
  };
  return (
    <div className={styles.compose}>
      <div>
        <TextArea
          ref={area}
          className={styles.text}
          aria-label={t("outreach.text-of", {
            channel: t(`words.contact.${channel}`),
            language: LANGUAGE_NAMES[language],
          })}
          placeholder={t("outreach.text-hint")}
          lang={language}
          maxLength={5000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={keep}
          onKeyDown={pressed}
        />
        <p className={styles.under}>
          <Button
            size="small"
            keys="/"
            onClick={() => {
              caret.current = area.current?.selectionStart ?? text.length;
              setIsPicking(true);
            }}
          >
            {t("outreach.insert")}
          </Button>
          <span className="meta push">{t(channel === "sms" ? "outreach.sms-hint" : "outreach.fallback-hint")}</span>
        </p>
      </div>
      <Worst row={row} channel={channel} language={language} text={shown} isKept={text === kept} />
      {isPicking && (
        <PickDialog
          title={t("outreach.insert")}
          closeLabel={t("ui.cancel")}
          filterLabel={t("outreach.insert-find")}
          empty={t("outreach.insert-none")}
          items={[
            ...OUTREACH_FIELDS.map((field) => ({
              value: field as string,
              label: MERGE_NAMES[field][language],
              lang: language,
            })),
            { value: SLASH, label: SLASH },
          ]}
          onPick={(value) => insert(value === SLASH ? SLASH : `{${MERGE_NAMES[value as OutreachField][language]}}`)} // one of the items
          onClose={() => setIsPicking(false)}
        />
      )}
    </div>
  );
}

const SLASH = "/";

type Latest = { readonly current: { readonly text: string; readonly kept: string; readonly acts: StepProps["acts"] } };

const keepAtEnd =
  (latest: Latest, key: string): (() => void) =>
  () => {
    const { text, kept, acts } = latest.current;
    if (text !== kept) void acts.change({ templates: { [key]: text.trim() === "" ? null : text } });
  };

interface WorstProps extends Omit<OneTemplateProps, "acts"> {
  readonly text: string;
  /** Who reads which language follows from what is kept. */
  readonly isKept: boolean;
}

function Worst({ row, channel, language, text, isKept }: WorstProps) {
  const t = useT();
  const format = useFormat();
  const library = useLibraryName();
  const [, navigate] = useLocation();
  const all = useReaderTexts(row, channel);
  const isRefusable = saysHowToRefuse(row);
  const found = useMemo(() => {
    if (all === undefined || text.trim() === "") return null;
    const parts = parseMergeText(text);
    const rows = all.filter((each) => each.language === language);
    const frame = { signature: library, refusal: isRefusable ? REFUSAL_WORDS[language] : "" };
    const full = (said: string): string => (channel === "sms" ? smsText(said, frame, language) : said);
    const measure = (said: string): number => (channel === "sms" ? smsLength(full(said)).units : said.length);
    return {
      count: rows.length,
      unknown: parts.flatMap((part) => (part.tag === "unknown" ? [part.written] : [])),
      nobody: fieldsOfNobody(
        parts,
        rows.map(({ values }) => values),
      ),
      stopped: stoppedRows(parts, rows, ({ values }: ReaderText) => values),
      worst: worstRows(
        parts,
        rows,
        ({ values }: ReaderText) => values,
        measure,
        channel === "sms" ? smsLimit("ucs-2") : undefined,
      ),
      full,
    };
  }, [all, text, language, channel, library, isRefusable]);
  const names = (fields: readonly OutreachField[]): string =>
    format.list(fields.map((field) => MERGE_NAMES[field][language]));
  return (
    <section aria-label={t("outreach.worst")} aria-busy={all === undefined}>
      <div className="section-head">
        <h2>{t("outreach.worst")}</h2>
        {found !== null && found.count > 0 && (
          <span className="meta">{t("outreach.worst-of", { count: found.count })}</span>
        )}
      </div>
      {found === null && <p className="soft">{t("outreach.no-text")}</p>}
      {found?.count === 0 && isKept && <p className="soft">{t("outreach.text-for-nobody")}</p>}
      {found !== null && found.unknown.length > 0 && (
        <p className="field-error">{t("outreach.unknown-field", { written: format.list(found.unknown) })}</p>
      )}
      {found !== null && found.nobody.length > 0 && (
        <p className="field-error">{t("outreach.field-of-nobody", { fields: names(found.nobody) })}</p>
      )}
      {found !== null && found.stopped.length > 0 && (
        <details>
          <summary>{t("outreach.text-leaves-out", { count: found.stopped.length, of: found.count })}</summary>
          <ul className="records">
            {found.stopped.slice(0, MOST_NAMED).map(({ row: left, missing }) => (
              <li key={left.piece.reader}>
                <button type="button" className="link" onClick={() => navigate(`/readers/${left.piece.reader}`)}>
                  <PersonName>{left.name || t("words.no-name")}</PersonName>
                </button>{" "}
                <span className="meta">{t("out-files.why-missing", { fields: names(missing) })}</span>
              </li>
            ))}
            {found.stopped.length > MOST_NAMED && (
              <li>{t("out-files.left-out-more", { count: found.stopped.length - MOST_NAMED })}</li>
            )}
          </ul>
        </details>
      )}
      <ul className={styles.worst}>
        {found?.worst.map((each) => (
          <li key={each.why}>
            <span className={styles.why}>
              <Pill
                {...(each.why !== "longest" && {
                  tone: each.why === "missing" ? "danger" : "warn",
                  icon: TriangleAlert,
                })}
              >
                {whyText(each, names, t)}
              </Pill>
              <span className="meta">{t("outreach.alike", { count: each.alike })}</span>
            </span>
            <span>
              <button type="button" className="link" onClick={() => navigate(`/readers/${each.row.piece.reader}`)}>
                <PersonName>{each.row.name || t("words.no-name")}</PersonName>
              </button>
              {each.why !== "missing" && (
                <span className={styles.filled} lang={language}>
                  {found.full(each.text)}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {channel === "sms" && found?.worst.some(({ why }) => why === "missing") && (
        <p className="field-hint">{t("outreach.fallback-hint")}</p>
      )}
    </section>
  );
}

/** What a person still reads through. */
const MOST_NAMED = 50;

function whyText(
  row: WorstRow<ReaderText>,
  names: (fields: readonly OutreachField[]) => string,
  t: ReturnType<typeof useT>,
): string {
  switch (row.why) {
    case "missing":
      return t("outreach.worst-missing", { fields: names(row.fields) });
    case "instead":
      return t("outreach.worst-instead", { fields: names(row.fields) });
    case "longest":
      return t("outreach.worst-longest", { count: row.length });
  }
}
