// Deutsche Texte für das, was sich an einem Plan findet: Unterschiede zu seiner Datei.
import type { findingsEn } from "./findings-en.ts";

export const findingsDe: Record<keyof typeof findingsEn, string> = {
  tab_differences: "Datei",
  command_tab_differences: "Zu den Unterschieden zur Datei",
  entity_source_result: "Ergebnisse der Datei",

  differences_title: "Unterschiede zur Datei",
  differences_lead:
    "{items} von {all} Vorgängen sind nicht so, wie {source} sie gespeichert hatte.",
  differences_roots_one: "{n} Ursache",
  differences_roots_other: "{n} Ursachen",
  differences_values_one: "{n} Wert",
  differences_values_other: "{n} Werte",
  differences_open: "Unterschiede und Gründe zeigen",
  differences_dismiss: "Verwerfen",
  differences_dismiss_help: "Vergisst, was die Datei gespeichert hatte; Rückgängig holt es wieder",
  differences_none_title: "Nichts zu vergleichen",
  differences_none_text:
    "Beim Import rechnet Gantline die Termine neu. Wo sie nicht die sind, die in der Datei standen, stehen hier beide, mit dem Grund. Dieser Plan hat keinen solchen Vorgang, oder sie wurden verworfen.",
  differences_filter: "Vorgang suchen",
  differences_all: "Alle",
  differences_nothing: "Kein Vorgang passt zum Filter.",
  differences_ours: "Hier",
  differences_file: "In der Datei",
  differences_reason: "Grund",
  differences_picture: "Oben hier, unten die Datei",
  differences_more_one: "{n} weiterer Vorgang folgt daraus",
  differences_more_other: "{n} weitere Vorgänge folgen daraus",
  differences_show_more: "Alle {n} zeigen",

  reason_not_explained:
    "Nicht erklärt: Nichts in der Datei sagt, warum. Es kann ein Fehler von Gantline sein.",
  reason_follows: "Folgt aus „{cause}“",
  reason_own_value: "Folgt aus dem eigenen Wert in der Datei: {a}",
  reason_edited: "Nach dem Import hier geändert",
  reason_other_file: "Der Vorgänger ist in einer anderen Datei: {a}",
  reason_levelled:
    "Von der Quelle abgeglichen: beginnt, wenn „{cause}“ endet; auch der braucht dann {c}",
  reason_manual: "Von Hand verschoben: {a}, aber in der Datei steht noch {b}",
  reason_breaks_link:
    "Veraltet gespeichert: Die Datei verletzt die eigene Verknüpfung um {by} ({a}; {b})",
  reason_duration: "Veraltet gespeichert: von {a} bis {b} sind {by} Arbeit, aber {c}",
  reason_constraint: "Veraltet gespeichert: {b} ist früher als {a}",
  reason_stale_late:
    "Veraltete späte Termine: {by} neben dem, was die Datei selbst lässt ({a}; {b})",
  reason_contradicts_itself: "Die Datei widerspricht sich ({a}; {b})",
  reason_rounded: "Von der Quelle gerundet: {a} sind keine ganzen Minuten",
  reason_same_moment: "Derselbe Moment der Arbeit: dazwischen liegt keine Arbeitszeit",

  reason_name_not_explained: "Nicht erklärt",
  reason_name_follows: "Folgt aus anderem",
  reason_name_own_value: "Folgt aus eigenen Terminen",
  reason_name_edited: "Hier geändert",
  reason_name_other_file: "Andere Datei",
  reason_name_levelled: "Abgeglichen",
  reason_name_manual: "Von Hand verschoben",
  reason_name_breaks_link: "Veraltet: Verknüpfung",
  reason_name_duration: "Veraltet: Dauer",
  reason_name_constraint: "Veraltet: Einschränkung",
  reason_name_stale_late: "Veraltete späte Termine",
  reason_name_contradicts_itself: "Widerspricht sich",
  reason_name_rounded: "Gerundet",
  reason_name_same_moment: "Derselbe Moment",
};
