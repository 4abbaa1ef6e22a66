// Gives each choice of records the name of its field: the list that replaces the
// plain <select> has none of its own, and a screen reader would say "combobox" only.

function nameOf(select) {
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  if (label && !label.id) {
    label.id = `${select.id}_label`;
  }
  return label;
}

function nameChoices(root) {
  for (const select of root.querySelectorAll("select.admin-autocomplete")) {
    const label = nameOf(select);
    const box = select.nextElementSibling?.querySelector("[role=combobox]");
    if (label && box && !box.dataset.named) {
      box.setAttribute("aria-labelledby", `${label.id} ${box.getAttribute("aria-labelledby")}`);
      box.dataset.named = label.id;
      box.querySelector("[role=textbox]")?.setAttribute("aria-labelledby", label.id);
    }
  }
}

function nameSearch() {
  const field = document.querySelector(".select2-container--open input.select2-search__field");
  const box = document.querySelector(".select2-container--open [role=combobox]");
  if (field && box?.dataset.named) {
    field.setAttribute("aria-labelledby", box.dataset.named);
  }
}

// jQuery keeps the order: the choices are built by the time this runs.
window.django?.jQuery(() => nameChoices(document));
// The choices of a new row are built by another listener of the same event.
document.addEventListener("formset:added", (event) => setTimeout(nameChoices, 0, event.target));
window.django?.jQuery(document).on("select2:open", () => setTimeout(nameSearch, 0));
