"use strict";
(() => {
  const make = (tag, words) => {
    const element = document.createElement(tag);
    if (words !== undefined) element.textContent = words;
    return element;
  };
  const keyOf = (cell) => cell.dataset.key ?? cell.textContent.toLowerCase();
  const named = (control, words) => {
    const label = make("label", words);
    label.append(control);
    return label;
  };
  const setUp = (box) => {
    const table = box.querySelector("table");
    if (!table) return;
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    const filters = box.querySelector("[data-filters]");
    const count = box.querySelector("[data-count]");
    const search = make("input");
    search.type = "search";
    filters.append(named(search, "Any words"));
    const chosen = [];
    heads.forEach((head, place) => {
      if (!head.hasAttribute("data-filter")) return;
      const select = make("select");
      select.append(new Option("All", ""));
      const values = [...new Set(rows.map((row) => row.cells[place].textContent))].sort();
      values.filter((value) => value).forEach((value) => select.append(new Option(value, value)));
      filters.append(named(select, head.textContent));
      chosen.push([place, select]);
    });
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const show = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter((word) => word);
      let shown = 0;
      rows.forEach((row, number) => {
        const fits = words.every((word) => texts[number].includes(word)) &&
          chosen.every(([place, select]) => !select.value || row.cells[place].textContent === select.value);
        row.hidden = !fits;
        shown += fits;
      });
      count.textContent = shown + " of " + rows.length + " rows are shown.";
    };
    const clear = make("button", "Show all");
    clear.type = "button";
    clear.addEventListener("click", () => {
      search.value = "";
      chosen.forEach(([, select]) => { select.value = ""; });
      show();
    });
    filters.append(clear);
    search.addEventListener("input", show);
    chosen.forEach(([, select]) => select.addEventListener("change", show));
    heads.forEach((head, place) => {
      const button = make("button", head.textContent);
      button.type = "button";
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const numbers = head.dataset.sort === "number";
        const order = (one, other) => {
          const [a, b] = [keyOf(one.cells[place]), keyOf(other.cells[place])];
          if (a === "" || b === "") return (a === "") - (b === "");
          const compared = numbers ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0;
          return up ? compared : -compared;
        };
        body.append(...[...rows].sort(order));
      });
    });
    filters.hidden = false;
    show();
  };
  document.querySelectorAll("[data-table]").forEach(setUp);
})();
