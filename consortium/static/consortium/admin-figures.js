// Shows how a figure reads while it is typed: 1000000000000 is 1 trillion, 1兆.
// Reads what `read` in consortium/admin/figures.py reads; that one decides.

const SCALES = {
  thousand: 3, million: 6, billion: 9, trillion: 12, quadrillion: 15,
  万: 4, 億: 8, 兆: 12, 京: 16, 垓: 20,
};
const PART = new RegExp(
  `((?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?)\\s*(${Object.keys(SCALES).join("|")})?\\s*`, "g",
);
// Currencies in use; the server reads those of the past too.
const CODES = Intl.supportedValuesOf?.("currency").join("|").toLowerCase() || "jpy|usd|eur";
const SIGN = `us\\$|[¥$€£円]|ドル|ユーロ|yen|dollars|euros|(?<![a-z])(?:${CODES})(?![a-z])`;
const BEFORE = new RegExp(`^(${SIGN})\\s*(?=\\d)`);
const AFTER = new RegExp(`\\s*(${SIGN})$`);
const ENGLISH = [[12, "trillion"], [9, "billion"], [6, "million"]];
const JAPANESE = [[20, "垓"], [16, "京"], [12, "兆"], [8, "億"], [4, "万"]];
const PLACES = 20;

// The figure times 10^PLACES, or null for what is no figure.
function digits(text) {
  const typed = text.normalize("NFKC").trim().toLowerCase();
  const folded = typed.replace(BEFORE.test(typed) ? BEFORE : AFTER, "");
  const parts = [...folded.matchAll(PART)];
  if (!parts.length || parts.map((part) => part[0]).join("") !== folded) {
    return null;
  }
  let total = 0n;
  let last = Infinity;
  for (const [, number, word] of parts) {
    const scale = SCALES[word] ?? 0;
    const [whole, fraction = ""] = number.replaceAll(",", "").split(".");
    if (scale >= last || fraction.length > PLACES) {
      return null;
    }
    last = scale;
    const places = PLACES + scale - fraction.length;
    total += BigInt(whole + fraction) * 10n ** BigInt(places);
  }
  return total;
}

function grouped(number) {
  const one = 10n ** BigInt(PLACES);
  const fraction = (number % one).toString().padStart(PLACES, "0").replace(/0+$/, "");
  const whole = (number / one).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction ? `${whole}.${fraction}` : whole;
}

function english(number) {
  for (const [scale, word] of ENGLISH) {
    const size = 10n ** BigInt(PLACES + scale);
    if (number >= size && number % (size / 1000n) === 0n) {
      return `${grouped(number / 10n ** BigInt(scale))} ${word}`;
    }
  }
  return grouped(number);
}

function japanese(number) {
  let rest = number;
  let words = "";
  for (const [scale, word] of JAPANESE) {
    const size = 10n ** BigInt(PLACES + scale);
    if (rest >= size) {
      words += `${(rest / size).toLocaleString("en")}${word}`;
      rest %= size;
    }
  }
  return rest || !words ? words + grouped(rest) : words;
}

function show(field) {
  let reading = field.parentElement.querySelector("output.reading");
  if (!reading) {
    reading = document.createElement("output");
    reading.className = "reading";
    reading.htmlFor = field.id;
    field.after(reading);
  }
  const number = digits(field.value);
  const isLong = number !== null && number >= 10n ** BigInt(PLACES + 4);
  reading.textContent = !isLong ? "" : `${english(number)} · ${japanese(number)}`;
}

document.addEventListener("input", (event) => {
  if (event.target.matches("input.vFigure")) {
    show(event.target);
  }
});
for (const field of document.querySelectorAll("input.vFigure")) {
  if (field.value && !field.name.includes("__prefix__")) {
    show(field);
  }
}
