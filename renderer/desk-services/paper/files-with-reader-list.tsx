/** The files that a reader stood in, one line each: when and who, what, for what, with how many. */
import { useLiveQuery } from "dexie-react-hooks";
import { OWN_KINDS } from "#shared/import-export/own/own-words.ts";
import { CONSENT_PURPOSES } from "#shared/model/consent/purposes.ts";
import { CONTACT_CHANNELS } from "#shared/model/reader.ts";
import { type FileWithReader, readFilesWith } from "../../db/lists/files-with-reader.ts";
import type { Translate } from "../../i18n/i18n.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { useServices } from "../services.ts";
import { useHouse } from "../use-house.ts";

/** @param ids all of her class */
export function FilesWithReader({ ids }: { readonly ids: readonly string[] }) {
  const t = useT();
  const { db } = useServices();
  const key = ids.join(" ");
  const files = useLiveQuery(async () => await readFilesWith(db, key.split(" ")), [db, key]);
  if (files === undefined) return <p role="status">{t("words.file.reading")}</p>;
  return <FileLines files={files} />;
}

export function FileLines({ files }: { readonly files: readonly FileWithReader[] }) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  if (files.length === 0) return <p className="soft">{t("words.file.none")}</p>;
  return (
    <ol className="list">
      {files.map((file) => (
        <li key={file.id}>
          <span className="meta">
            {[
              house.staff.get(file.staff ?? "") ?? t("words.unsigned"),
              `${format.shownDay(format.day(file.at))} ${format.time(file.at)}`,
            ].join(" · ")}
          </span>{" "}
          {saysOf(file, t)}
        </li>
      ))}
    </ol>
  );
}

function saysOf({ what, lines, channel, purpose, outreach }: FileWithReader, t: Translate): string {
  const isExport = typeof what !== "string";
  const knownChannel = CONTACT_CHANNELS.find((each) => each === channel);
  return [
    whatOf(what, t),
    outreach !== undefined && t("words.file.outreach", { name: outreach }),
    purpose === undefined
      ? isExport && t("words.file.own-use")
      : t("words.file.for", { purpose: purposeText(purpose, t) }),
    isExport && (knownChannel === undefined ? channel : t(`words.contact.${knownChannel}`)),
    t(isExport ? "words.file.lines" : "words.file.people", { count: lines }),
  ]
    .filter((part) => typeof part === "string")
    .join(" · ");
}

function whatOf(what: FileWithReader["what"], t: Translate): string {
  if (typeof what === "string") return t(`words.file.made-${what}`);
  const known = OWN_KINDS.find((each) => each === what.kind);
  const kind = known === undefined ? what.kind : t(`words.kind.${known}`);
  return t(what.isMasked ? "words.file.export-masked" : "words.file.export", { kind });
}

/** One of a newer desk is called as it is written. */
function purposeText(purpose: string, t: Translate): string {
  if (purpose === "reply") return t("words.file.reply");
  const known = CONSENT_PURPOSES.find((each) => each === purpose);
  return known === undefined ? purpose : t(`words.consent.${known}`);
}
