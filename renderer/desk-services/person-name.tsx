/** A person's name in the sentence or the list where it stands: in its own language and direction, so that neither moves the other. */
import { Fragment } from "react";
import { useFormat, useT } from "../i18n/use-t.ts";
import { nameLang } from "../words/name-lang.ts";
import { useHousePlace } from "./use-house.ts";

export function PersonName({ children }: { readonly children: string }) {
  const place = useHousePlace();
  return (
    <bdi lang={nameLang(children, place)} dir="auto">
      {children}
    </bdi>
  );
}

/** A person among what tells namesakes apart; what is not known is left out. */
export function PersonLine({
  name,
  rest,
}: {
  readonly name: string | undefined;
  readonly rest: readonly (string | undefined)[];
}) {
  const parts = rest.filter((part) => part !== undefined && part !== "");
  return (
    <>
      {name !== undefined && name !== "" && <PersonName>{name}</PersonName>}
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no other name
        <Fragment key={index}>
          {(index > 0 || (name !== undefined && name !== "")) && " · "}
          {part}
        </Fragment>
      ))}
    </>
  );
}

/** Several people, with what the language puts between them. */
export function PersonNames({ names }: { readonly names: readonly string[] }) {
  const t = useT();
  const { list } = useFormat();
  return list(names.map(() => PLACE))
    .split(PLACE)
    .map((between, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: namesakes
      <Fragment key={index}>
        {between}
        {index < names.length && <PersonName>{names[index] || t("words.no-name")}</PersonName>}
      </Fragment>
    ));
}

/** Of private use: in no name that anybody could type. */
const PLACE = "\u{F0000}";
