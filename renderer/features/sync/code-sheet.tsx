/** The library's code, to print and to copy. Whoever has it can join: the sheet says where to keep it. */
import { Copy, Printer } from "lucide-react";
import { useEffect, useState } from "react";
import { useServices } from "../../db/services.ts";
import type { Message } from "../../i18n/message-id.ts";
import { useSay, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useAnnounce } from "../../ui/live-region.tsx";
import { faultMessage } from "./share-words.ts";

type Sheet = { readonly tag: "code"; readonly code: string; readonly library: string | null } | { readonly tag: "failed"; readonly message: Message };

export function CodeSheet({ onClose }: { onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const announce = useAnnounce();
  const { host } = useServices();
  const [sheet, setSheet] = useState<Sheet | null>(null);
  useEffect(() => {
    void host("library.code", {}).then((answer) =>
      setSheet(answer.ok ? { tag: "code", code: answer.value.code, library: answer.value.libraryName } : { tag: "failed", message: faultMessage(answer.error) }),
    );
  }, [host]);
  if (sheet === null) return null;
  const copy = async (): Promise<void> => {
    if (sheet.tag !== "code") return;
    await navigator.clipboard.writeText(sheet.code);
    announce(t("sync.copied"));
  };
  return (
    <Dialog open wide title={t("sync.code-title")} closeLabel={t("sync.close")} onClose={onClose} className="code-sheet">
      {sheet.tag === "failed" ? (
        <p role="alert">{say(sheet.message)}</p>
      ) : (
        <div className="stack">
          {sheet.library !== null && <p className="soft">{sheet.library}</p>}
          <p className="code-text mono">{sheet.code}</p>
          <p>{t("sync.code-what")}</p>
          <p>{t("sync.code-keep")}</p>
          <p className="row no-print">
            <Button icon={Printer} onClick={() => window.print()}>
              {t("sync.print-code")}
            </Button>
            <Button icon={Copy} onClick={() => void copy()}>
              {t("sync.copy-code")}
            </Button>
          </p>
        </div>
      )}
    </Dialog>
  );
}
