// Wörter der Seite über Risiko: die Simulation und das Register.
import type { riskEn } from "./risk-en.ts";

export const riskDe: Record<keyof typeof riskEn, string> = {
  tab_risk: "Risiko",
  command_tab_risk: "Zum Risiko des Projekts",
  risk_trials_one: "Einmal durchgespielt",
  risk_trials_other: "{n}-mal durchgespielt",
  risk_summary:
    "Geplant für {planned}, mit einer Chance von {chance}. Die Hälfte aller Durchläufe endet bis {p50}, 80 % bis {p80}: {days} Tage.",
  risk_summary_promise: "Der zugesagte {date} wird mit {chance} gehalten.",
  risk_planned: "Plan",
  risk_promise: "Zusage",
  risk_days: "Tage",
  risk_plot_finish: "Wie oft das Projekt wann endet, und bis wann es geendet hat",
  risk_tornado: "Was das Ende verschiebt",
  risk_plot_tornado:
    "Tage, um die sich das Ende zwischen dem kürzesten und dem längsten Fünftel jeder Dauer verschiebt",
  risk_cloud: "Termin und Kosten zusammen",
  risk_plot_cloud: "Ende und Kosten einiger Durchläufe",
  risk_deadlines: "Stichtage",
  risk_chance: "Chance",
  risk_chance_wrong: "Bitte eine Zahl von 0 bis 100",
  risk_register: "Risiken",
  risk_one: "Ein Risiko",
  risk_none:
    "Noch keine Risiken. Ein Risiko hat eine Chance und eine Auswirkung auf die Vorgänge, die es trifft; in manchen Durchläufen tritt es ein.",
  risk_name_new: "Name eines neuen Risikos",
  risk_new: "Risiko anlegen",
  risk_remove: "Das Risiko löschen",
  risk_impact: "Auswirkung",
  risk_impact_wrong: "Bitte eine Dauer wie 5d oder 16h",
  risk_items: "Trifft",
  risk_touch: "Vorgang hinzufügen …",
  risk_state: "Zustand",
  risk_state_identified: "Erkannt",
  risk_state_assessed: "Bewertet",
  risk_state_planned: "Geplant",
  risk_state_active: "Aktiv",
  risk_state_occurred: "Eingetreten",
  risk_state_closed: "Erledigt",
  risk_state_expired: "Verfallen",
  risk_empty_title: "Noch ist nichts unsicher",
  risk_empty_text:
    "Gib Vorgängen drei Dauern – optimistisch, wahrscheinlich, pessimistisch – in ihrem Feld unter „Kosten und Schätzung“, oder beginne mit denselben für alle. Der Plan wird dann tausende Male durchgespielt.",
  risk_estimate_all: "Alle mit −10 / +30 % schätzen",
  risk_estimated_one: "Schätzung von {n} Vorgang",
  risk_estimated_other: "Schätzungen von {n} Vorgängen",
};
