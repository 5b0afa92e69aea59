// Streamlit's own words in the language of the page, and the language of the page itself.
//
// `data`: `language`, and what to say for what: `whole` words, a `begin`ning, or a part `within`. The English words are
// kept, so that switching back shows them again.

const SAID = ["aria-label", "title", "placeholder"];
const OURS = "[data-testid=stMarkdownContainer], [data-testid=stTable], [data-testid=stHeading], canvas, textarea, script, style";
const THEIRS = "[data-testid=stFileUploader] button";
const english = new WeakMap();    // node -> {attribute or "": the words that Streamlit put there}
let data, watching;

export default function (component) {
  const changed = data?.language !== component.data.language;
  data = component.data;
  document.documentElement.lang = data.language;
  if (!watching) watch();
  if (changed) walk(document.body);
}

function watch() {
  watching = new MutationObserver(changes => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(walk);
      else if (change.type === "attributes") sayAttribute(change.target, change.attributeName);
      else walk(change.target);
    }
  });
  watching.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: SAID });
}

function walk(node) {
  if (node.nodeType === Node.TEXT_NODE) return sayText(node);
  if (node.nodeType !== Node.ELEMENT_NODE || isOurs(node)) return;
  SAID.forEach(name => sayAttribute(node, name));
  // Streamlit gives the place to drop a file a name and a role that forbids one (axe: presentation-role-conflict).
  if (node.matches("[data-testid=stFileUploaderDropzone]")) node.setAttribute("role", "group");
  node.childNodes.forEach(walk);
}

function isOurs(element) {
  return element.closest(OURS) && !element.closest(THEIRS);
}

function sayText(node) {
  if (!node.parentElement || isOurs(node.parentElement)) return;
  const words = said(node, "", node.nodeValue);
  if (words !== node.nodeValue) node.nodeValue = words;
}

function sayAttribute(node, name) {
  const now = node.getAttribute(name);
  if (!now || isOurs(node)) return;
  const words = said(node, name, now);
  if (words !== now) node.setAttribute(name, words);
}

// What a node must say, remembering what Streamlit made it say.
function said(node, name, now) {
  const known = english.get(node) ?? {};
  const original = known[name] && now === known[name].ours ? known[name].theirs : now;
  const ours = translated(original);
  if (ours !== original) english.set(node, { ...known, [name]: { theirs: original, ours } });
  return ours;
}

function translated(text) {
  const word = text.trim();
  if (!word) return text;
  if (Object.hasOwn(data.whole, word)) return text.replace(word, () => data.whole[word]);
  const begin = Object.keys(data.begin).find(start => word.startsWith(start));
  if (begin) return text.replace(begin, () => data.begin[begin]);
  const part = Object.keys(data.within).find(piece => word.includes(piece));
  return part ? text.replace(part, () => data.within[part]) : text;
}
