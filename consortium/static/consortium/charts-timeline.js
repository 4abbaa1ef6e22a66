// What happened when: one line for each date, as long as the date is vague.

import { hatch, PLAIN } from "./charts-ladder.js";

const AHEAD = ["planned", "forecast", "planned_start", "planned_end"];
const MOST = 60; // lines; the table has them all
const LINE = 30;
const DAY = 86_400_000;

function* datesOf(answer, reports) {
  const kinds = {
    funding: [answer.funding, ["dated", "period"]],
    milestone: [answer.milestones, ["planned", "forecast", "achieved"]],
    member: [answer.members, ["joined", "left"]],
  };
  for (const name of ["planned_start", "planned_end", "actual_start", "actual_end"]) {
    yield [`initiative|${answer.slug}|${name}`, answer[name]];
  }
  for (const [kind, [rows, names]] of Object.entries(kinds)) {
    for (const row of rows) {
      for (const name of names) yield [`${kind}|${row.id}|${name}`, row[name]];
    }
  }
  for (const row of reports.results) yield [`source|${row.slug}|published`, row.published];
}

// A day as a number of years, so that the axis has its marks where years begin.
function yearsAt(day, after = 0) {
  const time = Date.parse(day) + after * DAY;
  const year = new Date(time).getUTCFullYear();
  const [start, end] = [Date.UTC(year), Date.UTC(year + 1)];
  return year + (time - start) / (end - start);
}

export function timeline(answer, words, theme, narrow, { reports }) {
  const dates = new Map([...datesOf(answer, reports)].filter(([, date]) => date));
  const rows = [...words.entries()]
    .filter(([key]) => dates.has(key))
    .slice(0, MOST)
    .map(([key, said]) => ({ key, said, date: dates.get(key) }));
  if (rows.length === 0) return [];
  const ends = rows.flatMap(({ date }) => [
    ...(date.from ? [yearsAt(date.from)] : []),
    ...(date.to ? [yearsAt(date.to, 1)] : []),
  ]);
  const [min, max] = [Math.floor(Math.min(...ends)), Math.ceil(Math.max(...ends))];
  const from = ({ date }) => (date.from ? yearsAt(date.from) : min);
  const to = ({ date }) => (date.to ? yearsAt(date.to, 1) : max);
  return [{
    title: min + 1 === max ? `${min}` : `${min}–${max - 1}`,
    height: 40 + rows.length * (narrow ? 2 * LINE : LINE),
    option: {
      grid: { left: 4, right: narrow ? 100 : 190, top: 4, bottom: 4, containLabel: true },
      xAxis: {
        type: "value", min: 0, max: max - min, minInterval: 1, // stacked bars begin at 0
        axisLabel: { formatter: (year) => `${min + year}`, color: theme.soft, hideOverlap: true },
        splitLine: { lineStyle: { color: theme.line } },
      },
      yAxis: {
        type: "category", inverse: true,
        data: rows.map(({ said }) => said.label),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: theme.line } },
        axisLabel: narrow
          ? {
            inside: true, verticalAlign: "bottom", padding: [0, 0, 14, 0], color: theme.ink,
            width: 260, overflow: "truncate",
          }
          : { color: theme.ink, width: 300, overflow: "truncate" },
        z: 10,
      },
      series: [
        { type: "bar", stack: "when", silent: true, itemStyle: { color: "transparent" }, data: rows.map((row) => from(row) - min) },
        {
          type: "bar", stack: "when", barWidth: 10, barMinHeight: 6,
          data: rows.map((row) => ({
            value: to(row) - from(row),
            label: { formatter: () => row.said.words },
            itemStyle: {
              color: theme.public,
              decal: AHEAD.includes(row.key.split("|")[2])
                ? hatch(theme)
                : PLAIN,
            },
          })),
          label: {
            show: true, position: "right", color: theme.ink,
            width: narrow ? 96 : 185, overflow: "break",
          },
        },
      ],
    },
  }];
}
