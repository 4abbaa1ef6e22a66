// Tells each cell of a list the name of its column: on narrow screens a row is shown as
// a card, and a card has no heads. Without this the list scrolls sideways.

const list = document.querySelector("#result_list");
if (list) {
  const heads = [...list.tHead.rows[0].cells].map(
    (cell) => cell.querySelector(".text")?.textContent.trim() ?? "",
  );
  for (const row of list.tBodies[0].rows) {
    for (const cell of row.querySelectorAll("td:not(.action-checkbox)")) {
      cell.dataset.label = heads[cell.cellIndex];
      cell.classList.toggle("nothing", cell.textContent.trim() === "-");
    }
  }
  list.classList.add("cards");
}
