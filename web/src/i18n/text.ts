// Texts by key in the reader's language. Tables are typed: a key missing in a language does not
// compile. `{name}` in a text is filled from the values; counted texts have a form for one and many.
import { de } from "./de.ts";
import { en } from "./en.ts";

export type Language = "en" | "de";
export type TextKey = keyof typeof en;
type CountKey<K = TextKey> = K extends `${infer Stem}_one` ? Stem : never;
export type Values = Readonly<Record<string, string | number>>;

const TABLES: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { en, de };

let current: Language = "en";

/** Chosen once at the start; a change of language loads the page anew. */
export function useLanguage(language: Language): void {
  current = language;
}

export function language(): Language {
  return current;
}

export function t(key: TextKey, values: Values = {}): string {
  return fill(TABLES[current][key], values);
}

/** `tn("items", 3)` takes `items_other`, and `{n}` is the number. */
export function tn(key: CountKey, n: number, values: Values = {}): string {
  const form = `${key}_${n === 1 ? "one" : "other"}` as TextKey;
  return fill(TABLES[current][form], { n, ...values });
}

/** The word for a value of the API, such as `kind_milestone`; the value itself when it has none. */
export function word(group: string, value: string | null): string {
  if (value === null) return "";
  const table: Readonly<Record<string, string>> = TABLES[current];
  return table[`${group}_${value}`] ?? value.replaceAll("_", " ");
}

export function hasText(key: string): key is TextKey {
  return key in en;
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
