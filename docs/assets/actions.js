// Filters the list of all actions by words and by effect.
const filter = document.querySelector(".action-filter");
if (filter) {
  const words = filter.querySelector("input");
  const told = filter.querySelector("output");
  const buttons = [...filter.querySelectorAll("[data-effect]")];
  const rows = [...document.querySelectorAll(".action-list .row")];
  const lists = [...document.querySelectorAll(".action-list")];

  const apply = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const effects = buttons
      .filter((button) => button.ariaPressed === "true")
      .map((button) => button.dataset.effect);
    let shown = 0;
    for (const row of rows) {
      const fits =
        (!effects.length || effects.includes(row.dataset.effect)) &&
        wanted.every((word) => row.dataset.words.includes(word));
      row.hidden = !fits;
      shown += fits;
    }
    for (const list of lists) {
      const isEmpty = !list.querySelector(".row:not([hidden])");
      list.previousElementSibling.hidden = isEmpty;
      list.hidden = isEmpty;
    }
    told.textContent = shown === rows.length ? "" : `${shown} of ${rows.length}`;
  };

  words.addEventListener("input", apply);
  for (const button of buttons) {
    button.ariaPressed = "false";
    button.addEventListener("click", () => {
      button.ariaPressed = String(button.ariaPressed !== "true");
      apply();
    });
  }
}
