// From the date it was to the date it is, as steps of a waterfall: one bar for each sort of change.
import type { Slip } from "../../api/types.ts";
import { t, word } from "../../i18n/text.ts";
import type { Colours, PlotOption } from "../../plot/echarts.ts";

export interface Step {
  readonly name: string;
  /** Days from the first date where the bar begins and how far it goes; negative = earlier. */
  readonly from: number;
  readonly days: number;
  readonly isTotal: boolean;
}

/** The largest first; what no change tells, then the whole. */
export function stepsOf(slip: Slip, secondsOfDay: number): Step[] {
  const steps: Step[] = [];
  let at = 0;
  const add = (name: string, seconds: number): void => {
    const days = seconds / secondsOfDay;
    steps.push({ name, from: at, days, isTotal: false });
    at += days;
  };
  const causes = slip.causes.filter((one) => one.moved_s !== 0);
  for (const one of causes.toSorted((a, b) => Math.abs(b.moved_s) - Math.abs(a.moved_s)))
    add(word("slip_cause", one.cause), one.moved_s);
  if (slip.unexplained_s !== 0) add(t("slip_unexplained"), slip.unexplained_s);
  steps.push({ name: t("slip_total"), from: 0, days: slip.moved_s / secondsOfDay, isTotal: true });
  return steps;
}

export function printDays(days: number, locale: string): string {
  const text = Math.abs(days).toLocaleString(locale, { maximumFractionDigits: 1 });
  return `${days < 0 ? "−" : "+"}${text}`;
}

/** Bars float on invisible ones, which hold them up to the side of zero that is nearer. */
export function makeWaterfall(steps: readonly Step[], locale: string): (c: Colours) => PlotOption {
  const ends = steps.map(({ from, days }) => [from, from + days] as const);
  const lifts = ends.map(([a, b]) => (Math.sign(a) * Math.sign(b) < 0 ? 0 : nearest(a, b)));
  return (colours) => ({
    grid: { left: 56, right: 16, top: 24, bottom: 48 },
    tooltip: { show: false },
    xAxis: {
      type: "category",
      data: steps.map(({ name }) => name),
      axisLabel: { color: colours.muted, interval: 0, overflow: "break", width: 110 },
      axisLine: { lineStyle: { color: colours.line } },
    },
    yAxis: {
      type: "value",
      name: t("slip_days"),
      nameTextStyle: { color: colours.muted },
      axisLabel: { color: colours.muted },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: [
      { type: "bar", stack: "way", silent: true, itemStyle: { opacity: 0 }, data: lifts },
      {
        type: "bar",
        stack: "way",
        barMaxWidth: 64,
        label: {
          show: true,
          position: "top",
          color: colours.text,
          formatter: ({ dataIndex }: { dataIndex: number }) =>
            printDays(steps[dataIndex]?.days ?? 0, locale),
        },
        data: steps.map(({ days, isTotal }, k) => ({
          value: (ends[k]?.[0] ?? 0) + (ends[k]?.[1] ?? 0) < 0 ? -Math.abs(days) : Math.abs(days),
          itemStyle: { color: colourOf(colours, days, isTotal) },
        })),
      },
    ],
  });
}

function nearest(a: number, b: number): number {
  return Math.abs(a) < Math.abs(b) ? a : b;
}

function colourOf(colours: Colours, days: number, isTotal: boolean): string {
  if (isTotal) return colours.barDone;
  return days > 0 ? colours.critical : colours.ok;
}
