// Where words stand so that they do not lie over one another: the names of lokets, and the words beside arrows.
// The same rules as in app/draw/placing.py.

import { pointOn } from "./lines.js";

const ALONG = [0.5, 0.4, 0.6, 0.3, 0.7];   // places along an arrow where its words may stand
const ASIDE = 0.8;   // how far a name below or above its loket may stand to a side, of half its width

// The names and the words that fit. Those of the worst arrows come first: their ends, then the words beside them.
export function placed(picture, canvas, size, dots) {
  const taken = picture.dots.length > picture.crowd ? [] : picture.dots.map(dot => discOf(picture, dot));
  const labelled = picture.lines.filter(line => line.label), ends = new Set(labelled.flatMap(({ a, b }) => [a, b]));
  const named = many => many.map(dot => nameOf(picture, canvas, dot, size, taken)).filter(Boolean);
  const first = named(dots.filter(dot => dot.chosen || ends.has(dot)));
  const labels = labelled.map(line => labelOf(picture, canvas, line, size, taken)).filter(Boolean);
  return { names: [...first, ...named(dots.filter(dot => !dot.chosen && !ends.has(dot)))], labels };
}

function discOf({ radius }, { spot: { x, y } }) {
  const r = radius * 0.9;
  return { left: x - r, right: x + r, top: y - r, bottom: y + r };
}

// Below its loket, else above it, beside it or askew; a chosen loket has its name in any case.
function nameOf(picture, canvas, dot, size, taken) {
  const { rows } = dot, { x, y } = dot.spot, gap = picture.radius + size * 0.2;
  const half = Math.max(...rows.map(row => canvas.measureText(row).width)) / 2, high = rows.length * size * 1.15;
  const around = [[x, y + gap], [x, y - gap - high], [x + gap + half, y - high / 2], [x - gap - half, y - high / 2],
    ...[y + gap, y - gap - high].flatMap(top => [1, -1].map(side => [x + side * half * ASIDE, top]))];
  const boxes = around.map(([middle, top]) =>
    ({ dot, rows, x: middle, y: top + size * 0.85, left: middle - half, right: middle + half, top, bottom: top + high }));
  return taking(boxes, taken) ?? (dot.chosen ? boxes[0] : null);
}

// Beside an arrow, on the side to which it bows, else on the other side or further along it.
function labelOf(picture, canvas, line, size, taken) {
  const dx = line.b.spot.x - line.a.spot.x, dy = line.b.spot.y - line.a.spot.y, length = Math.hypot(dx, dy) || 1;
  const half = canvas.measureText(line.label).width / 2;
  const boxes = [1, -1].flatMap(side => ALONG.map(t => {
    const at = pointOn(picture, line, t);
    const x = at.x + side * dy / length * (size * 0.6 + half * 0.8);
    const y = at.y - side * dx / length * size * 0.8 + size * 0.35;
    return { line, rows: [line.label], x, y, left: x - half, right: x + half, top: y - size * 0.85, bottom: y + size * 0.3 };
  }));
  return taking(boxes, taken);
}

function taking(boxes, taken) {
  const free = boxes.find(box => !taken.some(other => overlap(other, box)));
  if (free) taken.push(free);
  return free;
}

function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
