// What the tests look for in a page that is open. Each probe returns the first few faults, in words.
const tell = (each) => {
  const box = each.getBoundingClientRect();
  const name = [each.tagName.toLowerCase(), ...each.classList].join(".");
  return `${name} ${Math.round(box.width)} x ${Math.round(box.height)} ` +
    `"${each.textContent.trim().slice(0, 60)}"`;
};
const few = (found) => [...found].slice(0, 8);
const everything = () => [...document.body.querySelectorAll("*")];
const cutting = (value) => value !== "visible";

// Whatever stands out of the page, so that it must be scrolled sideways. What lies in a part that
// scrolls by itself, or within a picture, does not.
const outside = () => {
  const wide = document.documentElement.clientWidth;
  const held = (each) => {
    for (let at = each.parentElement; at && at !== document.body; at = at.parentElement) {
      if (cutting(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };
  const found = everything().filter((each) => {
    const box = each.getBoundingClientRect();
    return each.checkVisibility() && !each.parentElement.closest("svg") &&
      box.width > 1 && box.right > wide + 1 && !held(each);
  });
  const whole = document.documentElement.scrollWidth;
  return few([...(whole > wide ? [`the page is ${whole} wide`] : []), ...found.map(tell)]);
};

// Parts that scroll by themselves, and that a keyboard does not reach or that have no name.
const regions = () => few(everything().filter((each) => {
  const style = getComputedStyle(each);
  return each.checkVisibility() && ["auto", "scroll"].includes(style.overflowX) &&
    each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1;
}).filter((each) => {
  const named = document.getElementById(each.getAttribute("aria-labelledby"))?.textContent;
  const label = each.getAttribute("aria-label") ?? named ?? "";
  return each.tabIndex !== 0 || !each.getAttribute("role") || !label.trim();
}).map(tell));

// Words of which a part is cut off.
const cut = () => few(everything().filter((each) => {
  const style = getComputedStyle(each);
  const hides = (value) => ["hidden", "clip"].includes(value);
  return each.checkVisibility() && each.textContent.trim() && !each.closest("svg") &&
    each.clientWidth > 1 && each.clientHeight > 1 &&
    ((hides(style.overflowX) && each.scrollWidth > each.clientWidth + 1) ||
      (hides(style.overflowY) && each.scrollHeight > each.clientHeight + 1));
}).map(tell));

// Controls, and links that stand by themselves, of less than 24 pixels.
const targets = () => few([...document.querySelectorAll(
  "button, summary, input, select, textarea, nav a, [role=button], .cards a")].filter((each) => {
  const box = each.getBoundingClientRect();
  return each.checkVisibility() && box.width > 0 && (box.width < 24 || box.height < 24);
}).map(tell));

// Words that do not stand out from what is behind them: a contrast below 4.5.
const colour = (value) => {
  const parts = (value.match(/[\d.]+/g) ?? []).map(Number);
  return parts.length < 3 || parts[3] === 0 ? null : parts;
};
const light = (parts) => parts.slice(0, 3).map((part) => part / 255)
  .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
const behind = (each) => {
  for (let at = each; at; at = at.parentElement) {
    const found = colour(getComputedStyle(at).backgroundColor);
    if (found) return found;
  }
  const canvas = document.createElement("i");
  canvas.style.backgroundColor = "Canvas";
  document.documentElement.append(canvas);
  const found = colour(getComputedStyle(canvas).backgroundColor);
  canvas.remove();
  return found;
};
const contrast = (each) => {
  const [one, other] = [colour(getComputedStyle(each).color), behind(each)].map(light);
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
};
const faint = () => few([...document.body.querySelectorAll(
  "h1, h2, h3, p, a, b, span, li, td, th, dt, dd, summary, button, label, input, select")]
  .filter((each) => each.checkVisibility() && !each.closest("svg") &&
    each.textContent.trim() && contrast(each) < 4.5)
  .map((each) => `${tell(each)} ${contrast(each).toFixed(1)}`));

// What the tab key reaches, in the order of the document.
const reachable = () => [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex]")].filter((each) =>
  each.tabIndex >= 0 && !each.disabled && each.checkVisibility() &&
  getComputedStyle(each).visibility === "visible");

// Where the focus is: a number among those, -1 for the page itself; and whether it can be seen.
const focused = (all) => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return {place: -1};
  const style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {place: all.indexOf(at), ringed, inView, words: tell(at)};
};
const unfold = () => {
  document.querySelectorAll("details").forEach((each) => { each.open = true; });
  return [];
};
const space = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
  return [];
};
const enlarge = () => {
  const size = () => parseFloat(getComputedStyle(document.body).fontSize);
  const before = size();
  document.documentElement.style.fontSize = "200%";
  return size() === 2 * before ? [] : [`letters of ${before} became ${size()} pixels`];
};
const probes = {outside, regions, cut, targets, faint, reachable, focused, unfold, space, enlarge};
