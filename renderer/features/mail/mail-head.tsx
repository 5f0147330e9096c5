/** What may be added to the mail that is typed: files, the form of the library's site, and the sheet for paper. */
import { Globe, Paperclip, Printer } from "lucide-react";
import type { RefObject } from "react";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";

interface MailHeadProps {
  readonly chooser: RefObject<HTMLInputElement | null>;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onForm: () => void;
}

export function MailHead({ chooser, onFiles, onForm }: MailHeadProps) {
  const t = useT();
  return (
    <header className="page-head no-print">
      <h1>{t("mail.title")}</h1>
      <p>{t("mail.about")}</p>
      <span className="push row">
        <input
          ref={chooser}
          type="file"
          accept=".eml,.msg,.csv,.tsv,.txt,.xlsx,.xls"
          multiple
          hidden
          onChange={({ target }) => {
            onFiles([...(target.files ?? [])]);
            // the same file, mended meanwhile, may be chosen again
            target.value = "";
          }}
        />
        <Button icon={Paperclip} keys="Ctrl+O" onClick={() => chooser.current?.click()}>
          {t("mail.add-files")}
        </Button>
        <Button icon={Globe} onClick={onForm}>
          {t("mail.site-form")}
        </Button>
        <Button icon={Printer} keys="Ctrl+P" onClick={() => window.print()}>
          {t("mail.print-blank")}
        </Button>
      </span>
    </header>
  );
}
