"use strict";
/* Search over everything that has a page. The lists on the same page hold all of it without this. */
(() => {
  const data = window.estateSearch;
  const home = document.querySelector("#find .wrap");
  if (!data || !home) return;
  const MOST = 60;
  const make = (tag, words, name) => {
    const element = document.createElement(tag);
    if (words !== undefined) element.textContent = words;
    if (name) element.className = name;
    return element;
  };
  const plain = (words) => words.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const systems = data.systems.map(([name, id, council, capabilities, product, stem]) => {
    const [of, folder] = data.councils[council];
    const serves = capabilities.map((place) => data.capabilities[place]).join(", ");
    const runs = product < 0 ? "" : data.products[product];
    const words = "System of " + of + [serves, runs].filter((each) => each).map((each) => "; " + each).join("");
    return ["system", name, "systems/" + folder + "/" + (stem || id) + ".html", words, id];
  });
  const entries = [...data.others, ...systems].map(([kind, name, href, words, id]) =>
    ({ kind, name, href, words, start: plain(name), all: plain([name, words, id || ""].join(" ")) }));

  const label = (words, control) => {
    const made = make("label", words);
    made.append(control);
    return made;
  };
  const search = make("input");
  search.type = "search";
  search.autocomplete = "off";
  const kind = make("select");
  kind.append(new Option("Everything", ""));
  data.kinds.forEach(([id, words]) => kind.append(new Option(words, id)));
  const bar = make("div", undefined, "tools");
  bar.setAttribute("role", "search");
  bar.append(label("Name, product, capability or council", search), label("Kind", kind));
  const count = make("p", undefined, "quiet");
  count.setAttribute("role", "status");
  const list = make("ul", undefined, "results");
  home.append(bar, count, list);

  const ranked = (words) => {
    const whole = words.join(" ");
    const place = (entry) => entry.start.startsWith(whole) ? 0 : words.every((word) => entry.start.includes(word)) ? 1 : 2;
    return entries
      .filter((entry) => (!kind.value || entry.kind === kind.value) && words.every((word) => entry.all.includes(word)))
      .map((entry) => [place(entry), entry])
      .sort(([a, one], [b, other]) => a - b || (one.start < other.start ? -1 : one.start > other.start ? 1 : 0))
      .map(([, entry]) => entry);
  };
  const item = (entry) => {
    const link = make("a", entry.name);
    link.href = entry.href;
    const row = make("li");
    row.append(link, make("span", " " + entry.words, "quiet"));
    return row;
  };
  const show = () => {
    const words = plain(search.value).split(/\s+/).filter((word) => word);
    const found = words.length || kind.value ? ranked(words) : [];
    list.replaceChildren(...found.slice(0, MOST).map(item));
    if (!words.length && !kind.value) count.textContent = "";
    else if (!found.length) count.textContent = "Nothing is found. Try fewer words, or part of a word.";
    else if (found.length > MOST) count.textContent = found.length + " are found; the first " + MOST + " are shown. Add words to find fewer.";
    else count.textContent = found.length === 1 ? "1 is found." : found.length + " are found.";
    history.replaceState(null, "", words.length ? "#q=" + encodeURIComponent(search.value) : "#find");
  };
  const links = () => [...list.querySelectorAll("a")];
  home.addEventListener("keydown", (event) => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    if (event.key === "Escape" && search.value) { search.value = ""; search.focus(); show(); }
    else if (event.key === "ArrowDown" && (at >= 0 || document.activeElement === search) && all[at + 1]) all[at + 1].focus();
    else if (event.key === "ArrowUp" && at > 0) all[at - 1].focus();
    else if (event.key === "ArrowUp" && at === 0) search.focus();
    else return;
    event.preventDefault();
  });
  search.addEventListener("input", show);
  kind.addEventListener("change", show);
  const take = () => {
    const asked = new URLSearchParams(location.hash.slice(1)).get("q");
    if (asked) { search.value = asked; show(); }
  };
  addEventListener("hashchange", take);
  take();
})();
