// What the picture opens on: the worst part, so large that it can be read. The rest is one button away.

import { readable } from "./names.js";

const CLOSE = 1.3, ROOM = 0.88;   // the closest that it comes by itself; room for names and the words beside arrows

export function fitAll(picture) {
  if (!picture.dots) return;
  look(picture, picture.dots.map(dot => dot.id));
}

export function frame(picture) {
  if (picture.component.data.whole) fitAll(picture);
  else look(picture, worst(picture));
}

function look({ net }, nodes) {
  if (!net) return;
  net.fit({ nodes, animation: false, maxZoomLevel: CLOSE });
  net.moveTo({ scale: net.getScale() * ROOM, animation: false });
}

// The ends of the arrows, the worst first, as long as the names can be read; of a choice what belongs to it comes first.
// Lokets without an arrow come last.
function worst(picture) {
  const chosen = picture.lines.filter(line => line.a.chosen || line.b.chosen);
  const ends = new Set(picture.dots.filter(dot => dot.chosen));
  const parts = [...[...chosen, ...picture.lines].map(({ a, b }) => [a, b]), ...picture.byWeight.map(dot => [dot])];
  for (const part of parts) {
    if (part.every(dot => ends.has(dot))) continue;
    if (!ends.size || zoomOf(picture, [...ends, ...part]) >= readable(picture)) part.forEach(dot => ends.add(dot));
  }
  return [...ends].map(dot => dot.id);
}

function zoomOf({ host, radius }, dots) {
  const xs = dots.map(dot => dot.spot.x), ys = dots.map(dot => dot.spot.y);
  const wide = Math.max(...xs) - Math.min(...xs) + 2 * radius, high = Math.max(...ys) - Math.min(...ys) + 2 * radius;
  return ROOM * Math.min(host.clientWidth / wide, host.clientHeight / high);
}
