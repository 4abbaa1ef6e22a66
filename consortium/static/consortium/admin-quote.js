// Counts the words of a quote while it is typed.
// Counts as `count_words` in consortium/excerpts.py does; that one decides.

const UNSPACED = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f]/g;

function countWords(text) {
  const unspaced = text.match(UNSPACED)?.length ?? 0;
  const spaced = text.replace(UNSPACED, " ").match(/\S+/g)?.length ?? 0;
  return spaced + Math.ceil(unspaced / 2);
}

function show(field) {
  let count = field.parentElement.querySelector("output.words");
  if (!count) {
    count = document.createElement("output");
    count.className = "words";
    count.htmlFor = field.id;
    field.after(count);
  }
  const { limit, count: pattern } = field.dataset;
  const number = countWords(field.value);
  count.textContent = pattern.replace("%(number)s", number).replace("%(limit)s", limit);
  count.classList.toggle("too-many", number > Number(limit));
}

for (const field of document.querySelectorAll("input.vQuote")) {
  show(field);
  field.addEventListener("input", () => show(field));
}
