// Money by stage: one picture for each currency, one bar for each total.

const EXACT = ["exact", "unspecified"];

export function reach(row) {
  return Number(row.bounds.max ?? row.bounds.min ?? row.amount);
}

function purseOf(row) {
  return { true: "public", false: "private" }[row.public] ?? "";
}

export function keyOf(row, ...slugs) {
  return [row.stage, purseOf(row), ...slugs, row.currency, row.qualifier].join("|");
}

export function ladder(answer, words, theme, narrow) {
  const currencies = [...new Set(answer.results.map((row) => row.currency))];
  return currencies.map((currency) => {
    const rows = answer.results.filter(
      (row) => row.currency === currency && row.amount !== null,
    );
    const said = rows.map((row) => words.get(keyOf(row)));
    return {
      title: currency,
      height: 24 + rows.length * (narrow ? 64 : 52),
      option: {
        grid: { left: 4, right: narrow ? 90 : 170, top: 8, bottom: 8, containLabel: !narrow },
        xAxis: { type: "value", min: 0, show: false },
        yAxis: {
          type: "category",
          inverse: true,
          data: rows.map((row, at) => said[at]?.label ?? row.stage),
          axisTick: { show: false },
          axisLine: { lineStyle: { color: theme.line } },
          axisLabel: narrow
            ? { inside: true, verticalAlign: "bottom", padding: [0, 0, 14, 0], color: theme.ink }
            : { color: theme.ink, width: 220, overflow: "break" },
          z: 10,
        },
        series: [{
          type: "bar",
          barWidth: 20,
          data: rows.map((row, at) => ({
            value: reach(row),
            label: { formatter: () => said[at]?.words ?? row.amount },
            itemStyle: {
              color: theme[purseOf(row) || "unknown"],
              decal: EXACT.includes(row.qualifier)
                ? { symbol: "none" }
                : { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [3, 5], rotation: -0.8, color: theme.surface },
            },
          })),
          label: {
            show: true, position: "right", color: theme.ink, fontWeight: "bold",
            width: narrow ? 86 : 165, overflow: "break",
          },
        }],
      },
    };
  });
}
