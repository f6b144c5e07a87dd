// The menus of the plan's toolbar, as rows.
import { t } from "../../i18n/text.ts";
import type { MenuItem } from "../../ui/menu.ts";
import type { BarLabel } from "./bar-facts.ts";
import type { Sheet } from "./sheet.svelte.ts";

const LABELS: readonly BarLabel[] = ["none", "title", "resources"];

export function viewItems(sheet: Sheet): MenuItem[] {
  const { options } = sheet;
  const toggle = (
    name: "links" | "tails" | "itemCalendars" | "compact",
    text: string,
  ): MenuItem => ({
    text,
    isChecked: options[name],
    run: () => sheet.setOptions({ [name]: !options[name] }),
  });
  return [
    toggle("links", t("plan_links")),
    toggle("tails", t("plan_tails")),
    toggle("itemCalendars", t("plan_item_calendars")),
    toggle("compact", t("plan_compact")),
    ...LABELS.map((label, at) => ({
      text: `${t("plan_labels")}: ${t(`plan_labels_${label}`)}`,
      isChecked: options.label === label,
      isSeparated: at === 0,
      run: () => sheet.setOptions({ label }),
    })),
  ];
}

export function outlineItems(sheet: Sheet): MenuItem[] {
  const { model } = sheet.state;
  return [
    { text: t("plan_expand_all"), run: () => model.showLevel(Number.POSITIVE_INFINITY) },
    { text: t("plan_collapse_all"), run: () => model.showLevel(0) },
    ...[2, 3, 4].map((n, at) => ({
      text: t("plan_level", { n }),
      isSeparated: at === 0,
      run: () => model.showLevel(n - 1),
    })),
  ];
}

const MOST_BASELINES = 11;

export function baselineItems(sheet: Sheet): MenuItem[] {
  const taken = sheet.state.plan.relations.baselineNumbers;
  const free = Array.from({ length: MOST_BASELINES }, (_, n) => n).find((n) => !taken.includes(n));
  return [
    {
      text: t("plan_baseline_none"),
      isChecked: sheet.baseline === null,
      run: () => sheet.setOptions({ baseline: null }),
    },
    ...taken.map((n) => ({
      text: t("plan_baseline_number", { n }),
      isChecked: sheet.baseline === n,
      run: () => sheet.setOptions({ baseline: n }),
    })),
    ...(free === undefined ? [] : [takeItem(sheet, free)]),
  ];
}

function takeItem(sheet: Sheet, n: number): MenuItem {
  return {
    text: t("plan_baseline_take", { n }),
    isSeparated: true,
    run: () => {
      const { session } = sheet.state;
      const temp = session.newTemp();
      const set = { number: n, title: t("plan_baseline_number", { n }) };
      const operation = { op: "create", entity: "baseline", temp, set } as const;
      void session.apply({ operations: [operation], note: t("plan_baseline_taken", { n }) });
      sheet.setOptions({ baseline: n });
    },
  };
}
