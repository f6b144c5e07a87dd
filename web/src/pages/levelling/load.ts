// The load of one resource over time: hours asked for before and after as bars, and what there is as a line.
import type { Levelling } from "../../api/types.ts";
import { t } from "../../i18n/text.ts";
import type { Colours, PlotOption } from "../../plot/echarts.ts";

const MS = 1000;
const WEEK = 7 * 86_400;

type Chart = NonNullable<Levelling["chart"]>;
type Series = Chart["series"][number];

export function stepText(chart: Chart): string {
  if (chart.step_s < WEEK) return t("level_load_step");
  const weeks = Math.round(chart.step_s / WEEK);
  return weeks === 1 ? t("level_load_week") : t("level_load_weeks", { n: weeks });
}

function points(chart: Chart, hours: readonly number[]): [number, number][] {
  return hours.map((h, k) => [(chart.from + (k + 0.5) * chart.step_s) * MS, h]);
}

/** What there is, from working step to working step: nights off and weekends would only be noise. */
function capacity(chart: Chart, hours: readonly number[]): [number, number][] {
  return points(chart, hours).filter(([, there]) => there > 0);
}

function bars(name: string, data: [number, number][], colour: string, width: string): object {
  return {
    name,
    type: "bar",
    data,
    barWidth: width,
    barGap: "-100%",
    itemStyle: { color: colour },
  };
}

export function makeLoad(
  chart: Chart,
  series: Series,
  locale: string,
): (colours: Colours) => PlotOption {
  const hours = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return (colours) => ({
    grid: { left: 56, right: 24, top: 40, bottom: 32 },
    legend: { top: 4, textStyle: { color: colours.muted } },
    tooltip: {
      trigger: "axis",
      valueFormatter: (v: unknown) => (typeof v === "number" ? hours.format(v) : "–"),
    },
    xAxis: {
      type: "time",
      min: chart.from * MS,
      max: (chart.from + chart.steps * chart.step_s) * MS,
      axisLabel: { color: colours.muted, hideOverlap: true },
      axisLine: { lineStyle: { color: colours.line } },
    },
    yAxis: {
      type: "value",
      name: stepText(chart),
      nameTextStyle: { color: colours.muted, align: "left" },
      axisLabel: { color: colours.muted, formatter: (v: number) => hours.format(v) },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: [
      bars(t("level_load_before"), points(chart, series.before), colours.baseline, "90%"),
      bars(t("level_load_after"), points(chart, series.after), colours.accent, "55%"),
      {
        name: t("level_load_have"),
        type: "line",
        step: "middle",
        showSymbol: false,
        data: capacity(chart, series.have),
        lineStyle: { color: colours.critical, width: 2 },
        itemStyle: { color: colours.critical },
      },
    ],
  });
}
