/**
 * Who took part in a service record: for whom it was logged, the others by name, and a field that adds one. A card
 * scanned anywhere in the form adds its reader.
 */
import { X } from "lucide-react";
import { type RefObject, useRef, useState } from "react";
import { Link } from "wouter";
import { findByScan } from "../../../db/find-by-scan.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useReaderNames } from "../../../desk-services/use-reader-names.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button, IconButton } from "../../../ui/button.tsx";
import { useScansInside } from "../../../ui/hooks/use-scans-inside.ts";
import { FindReader } from "../merge/find-reader.tsx";
import { FindReaderDialog } from "../merge/find-reader-dialog.tsx";

export interface ParticipantsFieldProps {
  /** For whom the record was logged, and every id that means her; none where it is anonymous. */
  readonly first: readonly string[];
  /** It was logged for the wrong one; empty: for nobody by name. */
  readonly onFirst: (reader: string) => void;
  readonly readers: readonly string[];
  readonly onChange: (change: (readers: readonly string[]) => readonly string[]) => void;
  /** Ends when every card that was scanned is looked up. */
  readonly lookingUp: RefObject<Promise<void>>;
  /** Somebody could not be added. */
  readonly failed: boolean;
  /** Nothing in the form would be lost: the names are doors. */
  readonly mayLeave: boolean;
  readonly onLeave: () => void;
}

export function ParticipantsField({
  first: ids,
  onFirst,
  readers,
  onChange,
  lookingUp,
  failed,
  mayLeave,
  onLeave,
}: ParticipantsFieldProps) {
  const t = useT();
  const find = useRef<HTMLInputElement>(null);
  const section = useRef<HTMLElement>(null);
  const services = useServices();
  const [unknown, setUnknown] = useState<string | null>(null);
  const [part, setPart] = useState<string | null>(null);
  const [isGiving, setGiving] = useState(false);
  const add = (reader: string): void => {
    setUnknown(null);
    onChange((now) => (ids.includes(reader) || now.includes(reader) ? now : [...now, reader]));
  };
  const take = (code: string): void => {
    setPart(null);
    const looked = lookingUp.current.then(() => findByScan(code, services));
    lookingUp.current = looked.then(
      (found) => (found.tag === "reader" ? add(found.id) : setUnknown(code)),
      () => setUnknown(code),
    );
  };
  useScansInside(section, take, setPart);
  const giveTo = (reader: string): void => {
    setGiving(false);
    onFirst(reader);
  };
  const [first] = ids;
  const names = useReaderNames(first === undefined ? readers : [first, ...readers]);
  // nothing until it is read
  const nameOf = (id: string): string => names.get(id) ?? "";
  const door = (id: string) =>
    mayLeave && names.get(id) !== t("words.reader-gone") ? (
      <Link className="grow clip" href={`/readers/${id}`} onClick={onLeave}>
        <PersonName>{nameOf(id)}</PersonName>
      </Link>
    ) : (
      <span className="grow clip">
        <PersonName>{nameOf(id)}</PersonName>
      </span>
    );
  return (
    <section ref={section} className="stack" aria-label={t("readers.participants")}>
      <p className="line">
        <span className="meta">{t("readers.record-of")}</span>
        {first === undefined ? <span className="grow">{t("words.anonymous")}</span> : door(first)}
        <Button size="small" onClick={() => setGiving(true)}>
          {t("words.give-record")}
        </Button>
      </p>
      {isGiving && (
        <FindReaderDialog
          title={t("readers.give-record")}
          label={t("readers.give-to")}
          without={ids}
          onPick={giveTo}
          nobody={t("words.anonymous")}
          onClose={() => setGiving(false)}
          {...(first !== undefined && { onNobody: () => giveTo("") })}
        />
      )}
      <ul className="list" aria-label={t("readers.participants")}>
        {readers.map((reader) => (
          <li key={reader} className="line">
            {door(reader)}
            <IconButton
              icon={X}
              label={t("readers.participants-remove", { name: nameOf(reader) })}
              onClick={() => {
                onChange((now) => now.filter((other) => other !== reader));
                // the button goes, and the keys must not go with it
                find.current?.focus();
              }}
            />
          </li>
        ))}
      </ul>
      <FindReader
        label={t("readers.participants-add")}
        hint={t("readers.participants-hint")}
        without={[...ids, ...readers]}
        onPick={add}
        input={find}
        several
      />
      {unknown !== null && (
        <p className="field-error" role="alert">
          {t("readers.participant-unknown", { code: unknown })}
        </p>
      )}
      {part !== null && (
        <p className="field-error" role="alert">
          {t("readers.participant-in-part", { code: part })}
        </p>
      )}
      {failed && (
        <p className="field-error" role="alert">
          {t("readers.participant-failed")}
        </p>
      )}
    </section>
  );
}
