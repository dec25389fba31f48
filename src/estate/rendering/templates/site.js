"use strict";
/* Tables that can be searched, filtered and sorted; pictures that can be enlarged and followed.
   All content is there without it. */
(() => {
  const make = (tag, words) => {
    const element = document.createElement(tag);
    if (words !== undefined) element.textContent = words;
    return element;
  };
  const button = (words, act) => {
    const made = make("button", words);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };
  const named = (control, words) => {
    const label = make("label", words);
    label.append(control);
    return label;
  };

  /* Tables */
  const wordsOf = (cell) => {
    const places = [...cell.querySelectorAll(".where")].map((each) => each.textContent);
    return places.reduce((text, place) => text.replace(place, ""), cell.textContent).trim();
  };
  const valuesOf = (cell) => {
    const items = [...cell.querySelectorAll("li")];
    return items.length ? items.map(wordsOf) : [wordsOf(cell)].filter((value) => value);
  };
  const SCALES = { k: 1e3, m: 1e6, bn: 1e9 };
  const numberOf = (text) => {
    const found = text.replace(/,/g, "").match(/(-?)£?(-?\d+(?:\.\d+)?)(bn|[km](?![a-z]))?/);
    return found ? Number(found[1] + found[2]) * (SCALES[found[3]] ?? 1) : "";
  };
  const keyOf = (cell, number) => {
    const key = cell.dataset.key ?? wordsOf(cell).toLowerCase();
    if (!number || key === "") return key;
    return Number.isNaN(Number(key)) ? numberOf(key) : Number(key);
  };
  const ranked = (rows, place, number, up) => {
    const keyed = rows.map((row) => [keyOf(row.cells[place], number), row]);
    keyed.sort(([a], [b]) => {
      if (a === "" || b === "") return (a === "") - (b === "");
      return (a < b ? -1 : a > b ? 1 : 0) * (up ? 1 : -1);
    });
    return keyed.map(([, row]) => row);
  };
  const filterOf = (rows, place, words) => {
    const held = rows.map((row) => valuesOf(row.cells[place]));
    const select = make("select");
    select.append(new Option("All", ""));
    [...new Set(held.flat())].sort().forEach((value) => select.append(new Option(value, value)));
    return { label: named(select, words), select, fits: (row) => !select.value || held[row].includes(select.value) };
  };
  const sortable = (head, act) => {
    const sorter = button("", act);
    sorter.append(...head.childNodes);
    head.replaceChildren(sorter);
  };
  const setUpTable = (box) => {
    const table = box.querySelector("table");
    if (!table) return;
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    const names = heads.map((head) => head.textContent.trim());
    const bar = box.querySelector("[data-filters]");
    const count = box.querySelector("[data-count]");
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const search = make("input");
    search.type = "search";
    const filters = heads.flatMap((head, place) =>
      head.hasAttribute("data-filter") ? [filterOf(rows, place, names[place])] : []);
    const show = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter((word) => word);
      let shown = 0;
      rows.forEach((row, number) => {
        const fits = words.every((word) => texts[number].includes(word)) &&
          filters.every((filter) => filter.fits(number));
        row.hidden = !fits;
        shown += fits;
      });
      count.textContent = shown + " of " + rows.length + " rows are shown.";
    };
    const clear = () => {
      search.value = "";
      filters.forEach((filter) => { filter.select.value = ""; });
      show();
    };
    search.addEventListener("input", show);
    filters.forEach((filter) => filter.select.addEventListener("change", show));
    heads.forEach((head, place) => sortable(head, () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      body.append(...ranked(rows, place, head.dataset.sort === "number", up));
    }));
    bar.append(named(search, "Any words"), ...filters.map((filter) => filter.label), button("Show all", clear));
    bar.hidden = false;
    show();
  };
  document.querySelectorAll("[data-table]").forEach(setUpTable);

  /* Pictures: enlarging. The frame keeps its size; plain wheel and upward strokes scroll the page. */
  const MOST = 12;
  const STEP = 1.4;
  const setUpZoom = (frame, svg) => {
    const whole = (svg.getAttribute("viewBox") || "").split(/[\s,]+/).map(Number);
    if (whole.length !== 4 || whole.some(Number.isNaN)) return;
    let [x, y, width, height] = whole;
    const said = make("span", "100%");
    said.setAttribute("role", "status");
    const moves = [["Left", -0.25, 0], ["Right", 0.25, 0], ["Up", 0, -0.25], ["Down", 0, 0.25]]
      .map(([words, right, down]) => button(words, () => pan(right, down)));
    const enlarged = () => width < whole[2] * 0.999;
    const apply = () => {
      x = Math.min(Math.max(x, whole[0]), whole[0] + whole[2] - width);
      y = Math.min(Math.max(y, whole[1]), whole[1] + whole[3] - height);
      svg.setAttribute("viewBox", [x, y, width, height].join(" "));
      svg.style.touchAction = enlarged() ? "pan-y" : "";
      svg.style.cursor = enlarged() ? "grab" : "";
      moves.forEach((each) => { each.hidden = !enlarged(); });
      said.textContent = Math.round(100 * whole[2] / width) + "%";
    };
    const zoom = (by, at = [0.5, 0.5]) => {
      const wide = Math.min(whole[2], Math.max(whole[2] / MOST, width / by));
      const high = whole[3] * wide / whole[2];
      x += (width - wide) * at[0];
      y += (height - high) * at[1];
      [width, height] = [wide, high];
      apply();
    };
    const pan = (right, down) => { x += width * right; y += height * down; apply(); };
    const reset = () => { [x, y, width, height] = whole; apply(); };
    const placed = (event) => {
      const box = svg.getBoundingClientRect();
      return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    };
    const keys = {
      "+": () => zoom(STEP), "=": () => zoom(STEP), "-": () => zoom(1 / STEP), "0": reset,
      ArrowLeft: () => pan(-0.15, 0), ArrowRight: () => pan(0.15, 0),
      ArrowUp: () => pan(0, -0.15), ArrowDown: () => pan(0, 0.15),
    };
    frame.addEventListener("keydown", (event) => {
      const act = keys[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.startsWith("Arrow") && !enlarged()) return;
      event.preventDefault();
      act();
    });
    frame.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? STEP : 1 / STEP, placed(event));
    }, { passive: false });
    const held = new Map();
    let moved = 0;
    svg.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      if (!held.size) moved = 0;
      held.set(event.pointerId, placed(event));
    });
    const spread = () => {
      const [one, other] = [...held.values()];
      return [Math.hypot(one[0] - other[0], one[1] - other[1]), [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2]];
    };
    svg.addEventListener("pointermove", (event) => {
      const before = held.get(event.pointerId);
      if (!before) return;
      const now = placed(event);
      const apart = held.size === 2 ? spread() : null;
      held.set(event.pointerId, now);
      moved += Math.hypot(now[0] - before[0], now[1] - before[1]);
      if (moved > 0.005 && enlarged()) svg.setPointerCapture(event.pointerId);
      if (apart && apart[0] > 0) zoom(spread()[0] / apart[0], spread()[1]);
      if (enlarged()) pan((before[0] - now[0]) / held.size, (before[1] - now[1]) / held.size);
    });
    ["pointerup", "pointercancel", "pointerleave"].forEach((name) =>
      svg.addEventListener(name, (event) => held.delete(event.pointerId)));
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    svg.addEventListener("click", (event) => { if (moved > 0.01 && enlarged()) event.preventDefault(); }, true);
    addEventListener("beforeprint", reset);
    moves.forEach((each) => { each.hidden = true; });
    const bar = make("div");
    bar.className = "tools";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Size of the picture");
    bar.append(button("Larger", () => zoom(STEP)), button("Smaller", () => zoom(1 / STEP)),
      button("Whole picture", reset), ...moves, said, make("span", "Keys on the picture: + and -, 0, arrows. Or Ctrl and the wheel."));
    frame.before(bar);
  };

  /* Pictures: following what hangs together with a box. */
  const SPACE = "http://www.w3.org/2000/svg";
  const MOST_NAMED = 8;
  const titleOf = (box) => {
    const lines = [...box.querySelectorAll("text")].map((each) => each.textContent);
    const score = lines.findIndex((line) => line.includes(":"));
    return lines.slice(0, score < 1 ? lines.length : score).join(" ") || box.dataset.node;
  };
  const outline = (box, dash) => {
    const [area, mark] = [box.getBBox(), document.createElementNS(SPACE, "rect")];
    const sides = { x: area.x - 3, y: area.y - 3, width: area.width + 6, height: area.height + 6 };
    const look = { fill: "none", stroke: "#1a1a1a", "stroke-width": 3, "stroke-dasharray": dash, "pointer-events": "none" };
    Object.entries({ ...sides, ...look }).forEach(([name, value]) => mark.setAttribute(name, value));
    return mark;
  };
  const setUpNear = (frame, svg) => {
    const boxes = [...svg.querySelectorAll("[data-node]")];
    const lines = [...svg.querySelectorAll("[data-from]")];
    if (!boxes.length) return;
    const said = make("p");
    said.className = "quiet";
    said.setAttribute("role", "status");
    frame.after(said);
    let [marks, lit] = [[], null];
    const clear = () => {
      marks.forEach((mark) => mark.remove());
      [...boxes, ...lines].forEach((each) => each.style.opacity = "");
      [marks, lit, said.textContent] = [[], null, ""];
    };
    const light = (box) => {
      if (box === lit) return;
      clear();
      const own = box.dataset.node;
      const touching = lines.filter((line) => [line.dataset.from, line.dataset.to].includes(own));
      const near = new Set((box.dataset.near || "").split(" ").filter((name) => name));
      touching.forEach((line) => near.add(line.dataset.from).add(line.dataset.to));
      near.delete(own);
      if (!near.size) return;
      lit = box;
      const beside = boxes.filter((each) => near.has(each.dataset.node));
      const bright = new Set([box, ...beside, ...touching]);
      [...boxes, ...lines].forEach((each) => { each.style.opacity = bright.has(each) ? "" : "0.25"; });
      marks = [[box, "none"], ...beside.map((each) => [each, "6 4"])].map(([each, dash]) => {
        const mark = outline(each, dash);
        each.append(mark);
        return mark;
      });
      const names = [...new Set(beside.map(titleOf))];
      const rest = names.length - MOST_NAMED;
      said.textContent = titleOf(box) + " is connected with " + names.slice(0, MOST_NAMED).join(", ") +
        (rest > 0 ? " and " + rest + " more." : ".");
    };
    const boxOf = (target) => target.closest("[data-node]") || target.closest("a")?.querySelector("[data-node]");
    const follow = (event) => {
      const box = event.target instanceof Element ? boxOf(event.target) : null;
      if (box) light(box);
    };
    svg.addEventListener("pointerover", follow);
    // Not the picture itself: whatever listens to focus there becomes a place that the tab key stops at.
    frame.addEventListener("focusin", follow);
    svg.addEventListener("pointerleave", clear);
    frame.addEventListener("focusout", clear);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
  };
  document.querySelectorAll("[data-picture]").forEach((frame) => {
    const svg = frame.querySelector("svg");
    if (!svg) return;
    const natural = Number(svg.getAttribute("width"));
    if (svg.querySelector("[data-node]") || natural > 1100) setUpZoom(frame, svg);
    setUpNear(frame, svg);
  });
})();
