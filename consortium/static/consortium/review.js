// Single keys for people who review for an hour. A key never acts while somebody types,
// nor with Ctrl, Alt or Meta held; the help (?) says what there is and turns them off.

const STEPS = { j: "next", k: "prev", u: "up" };
const VERBS = { a: "accept", p: "prefer", d: "dispute", r: "reject" };
const OFF = "review.shortcuts.off";

const help = document.getElementById("shortcuts");
const button = document.querySelector("[data-shortcuts]");
const isOn = document.getElementById("shortcuts-on");

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

function step(way) {
  document.querySelector(`.steps a[rel="${way}"]`)?.click();
}

function choose(verb) {
  const choice = document.querySelector(`#decision_form input[value="${verb}"]`);
  if (choice) {
    choice.checked = true;
    document.getElementById("id_reason").focus();
  }
}

function act(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || help.open || isTyping(event.target)) {
    return;
  }
  if (event.key === "?") {
    help.showModal();
  } else if (isOn.checked && event.key in STEPS) {
    step(STEPS[event.key]);
  } else if (isOn.checked && event.key in VERBS) {
    choose(VERBS[event.key]);
  } else {
    return;
  }
  event.preventDefault(); // the letter would land in the field that got the focus
}

button.hidden = false;
button.addEventListener("click", () => help.showModal());
isOn.checked = localStorage.getItem(OFF) === null;
isOn.addEventListener("change", () => {
  if (isOn.checked) {
    localStorage.removeItem(OFF);
  } else {
    localStorage.setItem(OFF, "1");
  }
});
document.addEventListener("keydown", act);
