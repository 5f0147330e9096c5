/** Letters that came back: each code that is scanned, or typed, marks the address of whom it was for. */
import { useRef, useState } from "react";
import { isLetterCode } from "#shared/outreach/paper/letter-code.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { Field } from "../../../ui/field.tsx";
import { useScansInside } from "../../../ui/hooks/use-scans-inside.ts";
import { TextInput } from "../../../ui/text-input.tsx";

export interface ReturnedLetter {
  /** Of the recipient. */
  readonly id: string;
  /** As she may be called at this desk. */
  readonly name: string;
}

interface ReturnedLettersDialogProps {
  readonly onClose: () => void;
  /** Whose letter bears the code: none that this desk knows, or usually one. */
  readonly find: (code: string) => Promise<readonly ReturnedLetter[]>;
  /** Marks her address as wrong, and the letter as returned. @returns whether it is kept */
  readonly mark: (letter: ReturnedLetter) => Promise<boolean>;
}

type Came = "marked" | "again" | "not-kept" | "several" | "unknown" | "no-code" | "in-part";

interface Returned {
  readonly no: number;
  readonly code: string;
  readonly names: readonly string[];
  readonly came: Came;
}

export function ReturnedLettersDialog(props: ReturnedLettersDialogProps) {
  const t = useT();
  const { onClose } = props;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("out-files.returned-title")}
      closeLabel={t("ui.close")}
      footer={
        <footer>
          <Button onClick={onClose}>{t("ui.close")}</Button>
        </footer>
      }
    >
      <Returns {...props} />
    </Dialog>
  );
}

function Returns({ find, mark }: ReturnedLettersDialogProps) {
  const t = useT();
  const inside = useRef<HTMLDivElement>(null);
  const done = useRef(new Set<string>());
  const [text, setText] = useState("");
  const [all, setAll] = useState<readonly Returned[]>([]);

  const note = (code: string, came: Came, names: readonly string[] = []): void =>
    setAll((before) => [{ no: before.length, code, names, came }, ...before]);
  const take = async (scanned: string): Promise<void> => {
    // typed as it is printed, in groups
    const code = scanned.normalize("NFKC").replace(/\s+/g, "");
    if (code === "") return;
    setText("");
    if (!isLetterCode(code)) return note(code, "no-code");
    const found = await find(code);
    const [letter, ...more] = found;
    const names = found.map(({ name }) => name);
    if (letter === undefined) return note(code, "unknown");
    if (more.length > 0) return note(code, "several", names);
    if (done.current.has(letter.id)) return note(code, "again", names);
    // before it is kept: a code that is scanned twice in a hurry is one letter
    done.current.add(letter.id);
    const isKept = await mark(letter);
    if (!isKept) done.current.delete(letter.id);
    note(code, isKept ? "marked" : "not-kept", names);
  };
  useScansInside(
    inside,
    (code) => void take(code),
    (code) => note(code, "in-part"),
  );
  const marked = all.filter(({ came }) => came === "marked").length;
  return (
    <div className="stack" ref={inside}>
      <Field label={t("out-files.returned-code")} hint={t("out-files.returned-hint")}>
        {(control) => (
          <TextInput
            {...control}
            inputMode="numeric"
            autoFocus
            value={text}
            onChange={(event) => setText(event.target.value)}
            onEnter={() => void take(text)}
          />
        )}
      </Field>
      <ul className="list" aria-live="polite">
        {all.map(({ no, code, names, came }) => (
          <li key={no} className={came === "marked" ? "line" : "line field-error"}>
            {t(`out-files.returned-${came}`, { name: names.join(" · "), code })}
          </li>
        ))}
      </ul>
      <p className="soft" aria-live="polite">
        {t("out-files.returned-count", { count: marked })}
      </p>
    </div>
  );
}
