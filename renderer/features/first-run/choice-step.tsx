/**
 * Second screen: a library of one's own, one that exists, one that was lost and has a backup, or a look around first.
 */
import { Archive, FolderSync, Library, Sparkles } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import styles from "./first-run.module.css";

export function ChoiceStep({
  onBack,
  onChoose,
}: {
  onBack: () => void;
  onChoose: (way: "new" | "join" | "restore") => void;
}) {
  const t = useT();
  const [trial, setTrial] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <section className={styles.step} aria-label={t("first-run.choice")}>
      <button ref={first} type="button" className={styles.way} onClick={() => onChoose("new")}>
        <Icon icon={Library} size={20} />
        <span>
          <strong>{t("first-run.new")}</strong>
          <span className="soft">{t("first-run.new-hint")}</span>
        </span>
      </button>
      <button type="button" className={styles.way} onClick={() => onChoose("join")}>
        <Icon icon={FolderSync} size={20} />
        <span>
          <strong>{t("first-run.join")}</strong>
          <span className="soft">{t("first-run.join-hint")}</span>
        </span>
      </button>
      <button type="button" className={styles.way} onClick={() => onChoose("restore")}>
        <Icon icon={Archive} size={20} />
        <span>
          <strong>{t("first-run.restore")}</strong>
          <span className="soft">{t("first-run.restore-hint")}</span>
        </span>
      </button>
      <button type="button" className={styles.way} aria-expanded={trial} onClick={() => setTrial(true)}>
        <Icon icon={Sparkles} size={20} />
        <span>
          <strong>{t("first-run.trial")}</strong>
          <span className="soft">{t(trial ? "first-run.trial-how" : "first-run.trial-hint")}</span>
          {trial && <code className="mono">npm start -- --demo</code>}
        </span>
      </button>
      <div className={styles.buttons}>
        <Button onClick={onBack}>{t("first-run.back")}</Button>
      </div>
    </section>
  );
}
