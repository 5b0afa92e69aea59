// The field that finds a loket by a part of its name: Enter goes there and chooses it, Escape empties the field.
// A loket that is not drawn is chosen at once: Python then draws it too.

import { show } from "./keys.js";

const OFFERED = 12;

export function wireSearch(picture) {
  const field = picture.find("find"), offered = picture.find("found");
  field.addEventListener("input", () => {
    miss(picture, "");
    offer(offered, matches(picture, field.value).slice(0, OFFERED));
    const exact = known(picture).find(({ name }) => name === field.value);
    if (exact) take(picture, exact);
  });
  field.addEventListener("keydown", event => {
    event.stopPropagation();   // Streamlit has keys of its own
    if (event.key === "Escape") { field.value = ""; miss(picture, ""); }
    if (event.key === "Enter" && field.value.trim()) go(picture, field);
  });
}

function offer(list, dots) {
  list.replaceChildren(...dots.map(dot => Object.assign(document.createElement("option"), { value: dot.name })));
}

// The lokets that are drawn, and those that are not.
function known({ dots, component }) {
  const { id, name } = component.data.others;
  return [...dots ?? [], ...id.map((each, i) => ({ id: each, name: name[i], weight: -1 }))];
}

// Names that begin with what was typed come first, then those with a word that does, then the rest.
function matches(picture, typed) {
  const wanted = plain(typed);
  if (!wanted) return [];
  const rank = name => name.startsWith(wanted) ? 0 : name.includes(" " + wanted) ? 1 : name.includes(wanted) ? 2 : 3;
  const ranked = known(picture).map(dot => [rank(plain(dot.name)), dot]).filter(([r]) => r < 3);
  return ranked.sort(([a, x], [b, y]) => a - b || y.weight - x.weight).map(([, dot]) => dot);
}

function plain(text) {
  return text.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

function miss(picture, words) {
  picture.find("miss").textContent = words;
}

function go(picture, field) {
  const found = matches(picture, field.value)[0];
  if (!found) { miss(picture, picture.words.none_found); return; }
  take(picture, found);
  picture.host.focus();
  picture.pick({ loket: found.id });
}

function take(picture, { id, name }) {
  if (picture.at_id?.has(id)) { show(picture, { loket: id }); return; }
  picture.wanted = id;
  picture.pick({ loket: id });
  picture.live.textContent = `${picture.words.chosen} ${name}`;
}
