/** The form for the library's own site: where it is sent to is typed, and one file comes of it. */
import { useRef, useState } from "react";
import { FEEDBACK_TYPES } from "#shared/model/feedback.ts";
import { formAddress, webFormHtml } from "#shared/model/mail/web-form.ts";
import { useServices } from "../../desk-services/services.ts";
import { useLibraryName } from "../../desk-services/use-library-name.ts";
import { useLocale, useT } from "../../i18n/use-t.ts";
import { saveFile } from "../../platform/save-file.ts";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../ui/dialogs/dialog-buttons.tsx";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { Field } from "../../ui/field.tsx";
import { useOnce } from "../../ui/hooks/use-once.ts";
import { TextInput } from "../../ui/text-input.tsx";

export function SiteForm({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const locale = useLocale();
  const { host } = useServices();
  const { show } = useToasts();
  const library = useLibraryName();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const address = formAddress(typed);
  const save = useOnce(async (): Promise<void> => {
    if (address === null) return;
    const html = webFormHtml(
      {
        title: library === "" ? t("mail.form-title") : t("mail.form-title-of", { library }),
        about: t("mail.form-about"),
        kind: t("words.feedback.type"),
        name: t("mail.form-name"),
        card: t("mail.form-card"),
        contact: t("mail.form-contact"),
        subject: t("words.feedback.title"),
        words: t("mail.form-words"),
        send: t("mail.form-send"),
        kinds: FEEDBACK_TYPES.map((type) => [type, t(`words.opinion.${type}`)] as const),
      },
      address,
      locale,
    );
    const saved = await saveFile(host, t("mail.form-file"), new TextEncoder().encode(html));
    if (saved.ok) {
      show({ text: t("mail.form-saved"), detail: t(address.mail ? "mail.form-by-mail" : "mail.form-by-site") });
      onClose();
    } else if (saved.error.tag === "not-saved") show({ tone: "failed", text: t("mail.form-not-saved") });
  });
  return (
    <Dialog
      open
      title={t("mail.site-form")}
      closeLabel={t("mail.cancel")}
      onClose={onClose}
      initialFocus={field}
      footer={
        <DialogButtons
          act={t("mail.form-save")}
          cancel={t("mail.cancel")}
          disabled={address === null}
          onAct={() => void save()}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        <p>{t("mail.site-form-about")}</p>
        <Field
          label={t("mail.form-address")}
          hint={t("mail.form-address-hint")}
          {...(typed.trim() !== "" && address === null && { error: t("mail.form-address-unread") })}
        >
          {(control) => (
            <TextInput
              {...control}
              ref={field}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onEnter={() => void save()}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}
