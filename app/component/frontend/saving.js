// Two buttons that save a picture as PNG or SVG, on this machine.
//
// Python -> buttons: `words`, `name` of the file, and, once asked for, `svg` with `asked` {kind, number}.
// Buttons -> Python: the trigger "wanted", {kind, number}. The SVG is made only then: it costs nothing before.

const SHARP = 2;                 // pixels of the PNG for each unit of the SVG
const DONE = new WeakMap();      // place -> number of the last picture that was saved

export default function (component) {
  const { data, parentElement: place, setTriggerValue } = component;
  place.querySelector("#label").textContent = data.words.save;
  for (const kind of ["png", "svg"]) {
    const button = place.querySelector("#" + kind);
    button.setAttribute("aria-label", `${data.words.save}: ${kind.toUpperCase()}`);
    button.onclick = () => setTriggerValue("wanted", { kind, number: Date.now() });
  }
  if (!data.svg || DONE.get(place) === data.asked.number) return;
  DONE.set(place, data.asked.number);
  save(place, data).catch(() => { place.querySelector("#live").textContent = data.words.not_saved; });
}

async function save(place, { svg, asked, name, words }) {
  const text = new Blob([svg], { type: "image/svg+xml" });
  const file = `${name}.${asked.kind}`;
  download(asked.kind === "svg" ? text : await png(svg), file);
  place.querySelector("#live").textContent = `${words.saved} ${file}`;
}

// As an image and not in the page: no script in it could run, and none is there.
async function png(svg) {
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SHARP;
  canvas.height = image.naturalHeight * SHARP;
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#ffffff";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => canvas.toBlob(blob => blob ? done(blob) : failed(), "image/png"));
}

function download(blob, file) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
