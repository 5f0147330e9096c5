/**
 * The desk in small on the first screen, in three scenes: a card is scanned, one key logs, one key takes it back.
 * It goes on by itself, stands still on request, and from the beginning where motion is not wanted.
 */
import { Pause, Play } from "lucide-react";
import { useEffect, useState } from "react";
import type { MessageId } from "../../i18n/message-id.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { DeskPicture } from "./desk-picture.tsx";
import styles from "./welcome.module.css";

const SCENE_MS = 4_000;

const SCENES: readonly (readonly [title: MessageId, says: MessageId, keys: readonly string[]])[] = [
  ["first-run.scene-scan", "first-run.scene-scan-says", []],
  ["first-run.scene-log", "first-run.scene-log-says", ["Alt", "5"]],
  ["first-run.scene-undo", "first-run.scene-undo-says", ["Ctrl+Z"]],
];

const isStillWanted = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function DeskInSmall() {
  const t = useT();
  const [scene, setScene] = useState(0);
  const [isPaused, setPaused] = useState(isStillWanted);
  useEffect(() => {
    if (isPaused) return;
    const timer = setInterval(() => setScene((before) => (before + 1) % SCENES.length), SCENE_MS);
    return () => clearInterval(timer);
  }, [isPaused]);
  return (
    <section className={styles.right} aria-label={t("first-run.shown")}>
      <div className={styles.stage} aria-hidden="true" inert>
        <DeskPicture scene={scene} />
      </div>
      <div className={styles.play}>
        <ol>
          {SCENES.map(([title, says, keys], index) => (
            <li
              key={title}
              className={index < scene ? styles.done : undefined}
              aria-current={index === scene ? "step" : undefined}
            >
              <b>
                {t(title)}
                {keys.map((key) => (
                  <Kbd key={key} keys={key} />
                ))}
              </b>
              {t(says)}
            </li>
          ))}
        </ol>
        <Button kind="quiet" size="small" icon={isPaused ? Play : Pause} onClick={() => setPaused(!isPaused)}>
          {t(isPaused ? "first-run.play" : "first-run.pause")}
        </Button>
      </div>
    </section>
  );
}
