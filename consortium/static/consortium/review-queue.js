// Ticks everything that can be ticked; without a script each has its own box.

const button = document.querySelector("[data-tick-all]");

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const box of document.querySelectorAll('#queue_form input[name="claims"]')) {
      box.checked = true;
    }
  });
}
