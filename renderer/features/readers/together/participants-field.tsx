/** Who took part in a service record: for whom it was logged, the others by name, and a field that adds one. */
import { X } from "lucide-react";
import { useRef, useState } from "react";
import { Link } from "wouter";
import { useServices } from "../../../desk-services/services.ts";
import { useReaderNames } from "../../../desk-services/use-reader-names.ts";
import { useT } from "../../../i18n/use-t.ts";
import { IconButton } from "../../../ui/button.tsx";
import { FindReader } from "../merge/find-reader.tsx";
import { type OpenedTogether, type TakingPart, takingPart } from "./participant-changes.ts";

export interface ParticipantsFieldProps {
  readonly record: string;
  readonly opened: OpenedTogether;
  readonly people: readonly TakingPart[];
  readonly onChange: (change: (people: readonly TakingPart[]) => readonly TakingPart[]) => void;
  /** Nothing in the form would be lost: the names are doors. */
  readonly mayLeave: boolean;
  readonly onLeave: () => void;
}

export function ParticipantsField({ record, opened, people, onChange, mayLeave, onLeave }: ParticipantsFieldProps) {
  const t = useT();
  const { host } = useServices();
  const [failed, setFailed] = useState(false);
  const find = useRef<HTMLInputElement>(null);
  const [first] = opened.first;
  const readers = people.map(({ reader }) => reader);
  const names = useReaderNames(first === undefined ? readers : [first, ...readers]);
  // nothing until it is read
  const nameOf = (id: string): string => (names.has(id) ? names.get(id) || t("readers.no-name") : "");
  const add = async (reader: string): Promise<void> => {
    const added = await takingPart(host, record, reader);
    setFailed(added === null);
    // whoever was there when the form was opened is there under her own id, which may be of before a merge
    const one = opened.people.find((other) => other.reader === reader) ?? added;
    if (one === null) return;
    onChange((now) => (now.some((other) => other.reader === reader) ? now : [...now, one]));
  };
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
        {people.map(({ id, reader }) => (
          <li key={id} className="line">
            {door(reader)}
            <IconButton
              icon={X}
              label={t("readers.participants-remove", { name: nameOf(reader) })}
              onClick={() => {
                onChange((now) => now.filter((other) => other.id !== id));
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
        without={[...opened.first, ...readers]}
        onPick={(reader) => void add(reader)}
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
