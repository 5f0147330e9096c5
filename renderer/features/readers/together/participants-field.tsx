/** Who took part in a service record: for whom it was logged, the others by name, and a field that adds one. */
import { X } from "lucide-react";
import { useRef } from "react";
import { Link } from "wouter";
import { useReaderNames } from "../../../desk-services/use-reader-names.ts";
import { useT } from "../../../i18n/use-t.ts";
import { IconButton } from "../../../ui/button.tsx";
import { FindReader } from "../merge/find-reader.tsx";

export interface ParticipantsFieldProps {
  /** For whom the record was logged, and every id that means her; none where it is anonymous. */
  readonly first: readonly string[];
  readonly readers: readonly string[];
  readonly onChange: (change: (readers: readonly string[]) => readonly string[]) => void;
  /** Somebody could not be added. */
  readonly failed: boolean;
  /** Nothing in the form would be lost: the names are doors. */
  readonly mayLeave: boolean;
  readonly onLeave: () => void;
}

export function ParticipantsField({
  first: ids,
  readers,
  onChange,
  failed,
  mayLeave,
  onLeave,
}: ParticipantsFieldProps) {
  const t = useT();
  const find = useRef<HTMLInputElement>(null);
  const [first] = ids;
  const names = useReaderNames(first === undefined ? readers : [first, ...readers]);
  // nothing until it is read
  const nameOf = (id: string): string => (names.has(id) ? names.get(id) || t("readers.no-name") : "");
  const door = (id: string) =>
    mayLeave && names.get(id) !== t("words.reader-gone") ? (
      <Link className="grow clip" href={`/readers/${id}`} onClick={onLeave}>
        {nameOf(id)}
      </Link>
    ) : (
      <span className="grow clip">{nameOf(id)}</span>
    );
  return (
    <section className="stack" aria-label={t("readers.participants")}>
      <p className="line">
        <span className="meta">{t("readers.record-of")}</span>
        {first === undefined ? <span className="grow">{t("words.anonymous")}</span> : door(first)}
      </p>
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
        onPick={(reader) => onChange((now) => (now.includes(reader) ? now : [...now, reader]))}
        input={find}
        several
      />
      {failed && (
        <p className="field-error" role="alert">
          {t("readers.participant-failed")}
        </p>
      )}
    </section>
  );
}
