/**
 * A sync has given this desk a new stream. The page still holds the old one and may write nothing more, so
 * it lies behind this dialog until it is opened anew.
 */
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";

export function MovedDialog({ open, onReopen }: { open: boolean; onReopen: () => void }) {
  const t = useT();
  return (
    <Dialog
      open={open}
      title={t("notices.moved")}
      closeLabel={t("notices.do-reopen")}
      onClose={onReopen}
      footer={
        <footer>
          <Button kind="primary" onClick={onReopen}>
            {t("notices.do-reopen")}
          </Button>
        </footer>
      }
    >
      <p>{t("notices.moved-why")}</p>
    </Dialog>
  );
}
