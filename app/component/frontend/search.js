// The field that finds a loket by a part of its name: Enter goes there and chooses it, Escape empties the field.

import { show } from "./keys.js";

const OFFERED = 12;

export function wireSearch(picture) {
  const field = picture.find("find"), offered = picture.find("found");
  field.addEventListener("input", () => {
    offer(offered, matches(picture, field.value).slice(0, OFFERED));
    const exact = picture.dots?.find(dot => dot.name === field.value);
    if (exact) show(picture, { loket: exact.id });
  });
  field.addEventListener("keydown", event => {
    event.stopPropagation();   // Streamlit has keys of its own
    if (event.key === "Escape") field.value = "";
    if (event.key === "Enter" && field.value.trim()) go(picture, field);
  });
}

function offer(list, dots) {
  list.replaceChildren(...dots.map(dot => Object.assign(document.createElement("option"), { value: dot.name })));
}

// Names that begin with what was typed come first, then those with a word that does, then the rest.
function matches(picture, typed) {
  const wanted = plain(typed);
  if (!wanted || !picture.dots) return [];
  const rank = name => name.startsWith(wanted) ? 0 : name.includes(" " + wanted) ? 1 : name.includes(wanted) ? 2 : 3;
  const ranked = picture.dots.map(dot => [rank(plain(dot.name)), dot]).filter(([r]) => r < 3);
  return ranked.sort(([a, x], [b, y]) => a - b || y.weight - x.weight).map(([, dot]) => dot);
}

function plain(text) {
  return text.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

function go(picture, field) {
  const found = matches(picture, field.value)[0];
  if (!found) { picture.live.textContent = picture.words.none_found; return; }
  show(picture, { loket: found.id });
  picture.host.focus();
  picture.pick({ loket: found.id });
}
