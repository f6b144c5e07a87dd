// Texte der Planseite, der Tabelle und des Diagramms.
import type { planEn } from "./plan-en.ts";

export const planDe: Record<keyof typeof planEn, string> = {
  plan_title: "Plan",
};
