// What the simulation looks like: finishes as bars with their curve, what moves them, date against cost.
import { t } from "../../i18n/text.ts";
import type { Colours, PlotOption } from "../../plot/echarts.ts";
import type { Simulated } from "../../api/types.ts";

const MS = 1000;
const DAY = 86_400;

type Make = (colours: Colours) => PlotOption;

/** The dates that a line is drawn at: the plan's, the promised one, and P80 where it is another. */
function marks(s: Simulated, colours: Colours): object[] {
  const all: [string, number | null, string][] = [
    [t("risk_planned"), s.finish.planned, colours.baseline],
    [t("risk_promise"), s.finish.target, colours.bad],
    ["P80", s.finish.p80 === s.finish.planned ? null : s.finish.p80, colours.accent],
  ];
  return all.flatMap(([name, at, color]) =>
    at === null
      ? []
      : [{ xAxis: at * MS, label: { formatter: name, color }, lineStyle: { color, width: 2 } }],
  );
}

export function makeFinishes(s: Simulated): Make {
  const { from, width_s: width, counts } = s.histogram;
  const bars = counts.map((count, k) => [
    (from + (k + 0.5) * width) * MS,
    (100 * count) / s.trials,
  ]);
  const curve = s.curve.at.map((at, k) => [at * MS, 100 * (s.curve.share[k] ?? 0)]);
  return (colours) => {
    const axis = {
      type: "value",
      axisLabel: { color: colours.muted, formatter: "{value} %" },
      splitLine: { show: false },
    };
    return {
      grid: { left: 56, right: 56, top: 36, bottom: 32 },
      tooltip: { show: false },
      xAxis: { type: "time", axisLabel: { color: colours.muted, hideOverlap: true } },
      yAxis: [axis, { ...axis, max: 100, position: "right" }],
      series: [
        {
          type: "bar",
          data: bars,
          barWidth: 8,
          itemStyle: { color: colours.bar },
          markLine: { symbol: "none", data: marks(s, colours) },
        },
        {
          type: "line",
          yAxisIndex: 1,
          showSymbol: false,
          data: curve,
          lineStyle: { color: colours.accent, width: 2 },
          itemStyle: { color: colours.accent },
        },
      ],
    };
  };
}

export interface Swing {
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

/** Days against the mean finish, the widest first. */
export function swingsOf(
  s: Simulated,
  nameOf: (item: number | null, risk: number | null) => string,
) {
  return s.tornado.slice(0, 12).map((one) => ({
    name: nameOf(one.item, one.risk),
    low: one.low_s / DAY,
    high: one.high_s / DAY,
  }));
}

export function makeTornado(swings: readonly Swing[]): Make {
  const rows = swings.toReversed();
  const bar = (values: number[], color: string): object => ({
    type: "bar",
    stack: "swing",
    barMaxWidth: 18,
    data: values,
    itemStyle: { color },
  });
  return (colours) => ({
    grid: { left: 8, right: 24, top: 8, bottom: 32, containLabel: true },
    tooltip: { show: false },
    xAxis: {
      type: "value",
      name: t("risk_days"),
      nameLocation: "middle",
      nameGap: 22,
      axisLabel: { color: colours.muted },
      splitLine: { lineStyle: { color: colours.line } },
    },
    yAxis: {
      type: "category",
      data: rows.map(({ name }) => name),
      axisLabel: { color: colours.text, width: 180, overflow: "truncate" },
      axisLine: { lineStyle: { color: colours.line } },
    },
    series: [
      bar(
        rows.map(({ low, high }) => Math.min(low, high)),
        colours.ok,
      ),
      bar(
        rows.map(({ low, high }) => Math.max(low, high)),
        colours.critical,
      ),
    ],
  });
}

export function makeCloud(s: Simulated, unit: number): Make {
  const points = s.cloud.finish.map((at, k) => [at * MS, (s.cloud.cost[k] ?? 0) / unit]);
  return (colours) => ({
    grid: { left: 72, right: 24, top: 24, bottom: 32 },
    tooltip: { show: false },
    xAxis: { type: "time", axisLabel: { color: colours.muted, hideOverlap: true } },
    yAxis: {
      type: "value",
      scale: true,
      axisLabel: { color: colours.muted },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: [
      {
        type: "scatter",
        symbolSize: 4,
        data: points,
        itemStyle: { color: colours.accent, opacity: 0.5 },
      },
    ],
  });
}
