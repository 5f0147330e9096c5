/** The menu of a text field, or of chosen text, in the page's words: a right click or Shift+F10 there. */
import { Menu, type MenuItemConstructorOptions, type WebContents } from "electron";
import type { CallArgs } from "#shared/host/contract.ts";

export type FieldWords = CallArgs<"menu.set">["words"];

interface Clicked {
  readonly isEditable: boolean;
  readonly selectionText: string;
  readonly editFlags: {
    readonly canCut: boolean;
    readonly canCopy: boolean;
    readonly canPaste: boolean;
    readonly canSelectAll: boolean;
  };
}

/** Empty where there is nothing to do with text. */
function fieldMenu({ isEditable, selectionText, editFlags }: Clicked, words: FieldWords): MenuItemConstructorOptions[] {
  const copy: MenuItemConstructorOptions = { role: "copy", label: words.copy, enabled: editFlags.canCopy };
  if (!isEditable) return selectionText.trim() === "" ? [] : [copy];
  return [
    { role: "cut", label: words.cut, enabled: editFlags.canCut },
    copy,
    { role: "paste", label: words.paste, enabled: editFlags.canPaste },
    { type: "separator" },
    { role: "selectAll", label: words.selectAll, enabled: editFlags.canSelectAll },
  ];
}

/** @param words null while the page has not yet said any */
export function openFieldMenus(contents: WebContents, words: () => FieldWords | null): void {
  contents.on("context-menu", (_event, clicked) => {
    const said = words();
    const template = said === null ? [] : fieldMenu(clicked, said);
    if (template.length > 0) Menu.buildFromTemplate(template).popup();
  });
}
