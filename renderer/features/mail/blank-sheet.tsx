/** The empty list for paper: what is written down where no computer is, and typed in the morning. */
import { useHouse } from "../../desk-services/use-house.ts";
import { useT } from "../../i18n/use-t.ts";
import styles from "./mail.module.css";
import { channelChoices, kindChoices } from "./mail-words.ts";

const LINES = Array.from({ length: 14 }, (_, index) => index + 1);

export function BlankSheet() {
  const t = useT();
  const { place } = useHouse();
  const legend = (choices: readonly { readonly digit?: string; readonly label: string }[]): string =>
    choices.map(({ digit, label }) => `${digit ?? ""} ${label}`).join(" · ");
  return (
    <section className={`${styles.sheet} print-only`}>
      <h1>{t("mail.title")}</h1>
      <p>{legend(channelChoices(place, t))}</p>
      <p>{legend(kindChoices(undefined, t))}</p>
      <table>
        <thead>
          <tr>
            <th />
            <th>{t("words.feedback.channel")}</th>
            <th>{t("mail.who")}</th>
            <th>{t("words.feedback.type")}</th>
            <th className={styles.wide}>{t("words.feedback.text")}</th>
            <th>{t("words.feedback.owner")}</th>
          </tr>
        </thead>
        <tbody>
          {LINES.map((no) => (
            <tr key={no}>
              <th scope="row">{no}</th>
              <td />
              <td />
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
