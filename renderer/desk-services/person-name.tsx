/** A person's name in the sentence or the list where it stands: in its own language and direction, so that neither moves the other. */
import { nameLang } from "../words/name-lang.ts";
import { useHouse } from "./use-house.ts";

export function PersonName({ children }: { readonly children: string }) {
  const { place } = useHouse();
  return (
    <bdi lang={nameLang(children, place)} dir="auto">
      {children}
    </bdi>
  );
}
