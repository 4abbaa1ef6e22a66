// Who pays whom: one picture for each stage and currency, since these never mix.

import { keyOf, reach } from "./charts-ladder.js";

function slugOf(row, party) {
  return row.group[party]?.slug ?? "";
}

export function flows(answer, words, theme, narrow) {
  const pictures = new Map();
  for (const row of answer.results.filter((one) => one.amount !== null)) {
    const slugs = [slugOf(row, "funder"), slugOf(row, "recipient")];
    const said = words.get(keyOf(row, ...slugs));
    if (!said) continue; // of a later state than the table
    const place = `${said.label} · ${row.currency}`;
    const picture = pictures.get(place) ?? { links: [], names: new Map() };
    const ends = [`from:${slugs[0]}`, `to:${slugs[1]}`];
    picture.names.set(ends[0], said.from).set(ends[1], said.to);
    picture.links.push({
      source: ends[0],
      target: ends[1],
      value: reach(row),
      words: said.words,
      edgeLabel: { show: !narrow, formatter: () => said.words, color: theme.ink },
    });
    pictures.set(place, picture);
  }
  return [...pictures].map(([place, { names, links }]) => ({
    // The only band has all the room; on a narrow screen its words would not fit in it.
    title: links.length === 1 ? `${place} · ${links[0].words}` : place,
    height: 60 + Math.max(names.size - 1, 1) * (links.length === 1 ? 24 : 44),
    option: {
      series: [{
        type: "sankey",
        left: 4, right: narrow ? 110 : 200, top: 10, bottom: 10,
        nodeGap: 20,
        draggable: false,
        emphasis: { disabled: true },
        nodes: [...names].map(([name, text]) => ({
          name,
          itemStyle: { color: theme.public },
          label: {
            formatter: () => text, color: theme.ink, position: "right",
            width: narrow ? 100 : 190, overflow: "break",
          },
        })),
        links: links.map((link) =>
          links.length === 1 ? { ...link, edgeLabel: { show: false } } : link,
        ),
        lineStyle: { color: theme.public, opacity: 0.25, curveness: 0.5 },
      }],
    },
  }));
}
