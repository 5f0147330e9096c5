/** Above the list of readers: its name and how many they are, the pages beside it, the search, and where else it leads. */
import type { RefObject } from "react";
import { useLocation } from "wouter";
import { useCounter } from "../../desk-services/counter.ts";
import { useWaitingDuplicates } from "../../desk-services/use-waiting-duplicates.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { FindInput } from "../../ui/text-input.tsx";
import { ReaderPages } from "./reader-pages.tsx";

interface ListHeadProps {
  /** Of a figure's list. */
  readonly title: string | undefined;
  /** None where the list could not be read. */
  readonly count: number | undefined;
  readonly find: RefObject<HTMLInputElement | null>;
  /** What is searched at first. */
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onEmpty: () => void;
  /** Opens the first that was found. */
  readonly onFirst: () => void;
  readonly focusList: () => void;
  readonly onBack: (() => void) | null;
}

export function ListHead({ title, count, find, text, onText, onEmpty, onFirst, focusList, onBack }: ListHeadProps) {
  const t = useT();
  const counter = useCounter();
  const [, navigate] = useLocation();
  const waiting = useWaitingDuplicates();
  return (
    <header className="page-head no-print">
      <h1>{title ?? t("readers.title")}</h1>
      <span className="soft" aria-live="polite">
        {count !== undefined && t("readers.count", { count })}
      </span>
      <ReaderPages current="all" waiting={waiting} />
      <div className="row grow">
        <FindInput
          ref={find}
          aria-label={t("readers.find")}
          placeholder={t("readers.find-hint")}
          defaultValue={text}
          onChange={(event) => onText(event.target.value)}
          onList={focusList}
          onEnter={onFirst}
          onEscape={() => {
            onEmpty();
            focusList();
          }}
        />
        {onBack === null ? (
          <>
            <Button onClick={() => navigate("/import")}>{t("readers.to-import")}</Button>
            <Button onClick={() => navigate("/export")}>{t("commands.export")}</Button>
          </>
        ) : (
          <Button keys="Esc" onClick={onBack}>
            {t("words.way-back")}
          </Button>
        )}
        {counter !== null && (
          <Button kind="primary" keys="Ctrl+N" onClick={() => counter.newReader()}>
            {t("readers.new")}
          </Button>
        )}
      </div>
    </header>
  );
}
